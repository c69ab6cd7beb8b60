import type { Expression } from '../expression.ts';
import { nodeAt, type SyntaxNode } from '../syntax.ts';
import { type Area, type FunctionPlace, lastBefore } from './areas.ts';
import type { Declared, FunctionShape, Grammar, Lowering } from './grammar.ts';
import type { NameEvent } from './name-events.ts';

/** Every name of one text: where it is declared, given values and used. */
export class Names {
  readonly file: Area;
  readonly functions = new Map<string, FunctionPlace[]>();
  /** By name, the first of each. */
  readonly classes = new Map<string, Area>();
  /** What classes are made from, by their names. */
  readonly bases = new Map<string, string[]>();
  /** Owner, then property. */
  readonly fields = new Map<string, Map<string, NameEvent[]>>();
  private readonly uses = new Map<string, SyntaxNode[]>();
  /** By name, then by the area that declares it. */
  private readonly own = new Map<string, Map<Area, SyntaxNode[]>>();
  /** Where the parser had to skip or invent something, in the order of the text. */
  private readonly broken: number[] = [];
  private readonly areas = new Map<SyntaxNode, Area>();
  /** True once every area is known; from then on what is around an index stays so. */
  private isOpened = false;
  private readonly around = new Map<number, Area>();
  /** Parents first. */
  readonly nodes: readonly SyntaxNode[];

  constructor(
    readonly roots: readonly SyntaxNode[],
    readonly grammar: Grammar,
    private readonly to: Lowering,
  ) {
    this.file = this.area('file', undefined, 0, to.source.length, undefined, {});
    const assignments: { declared: Declared; node: SyntaxNode }[] = [];
    const changes: SyntaxNode[] = [];
    const nodes: SyntaxNode[] = [];
    const visit = (node: SyntaxNode, around: Area): void => {
      const area = this.open(node, around);
      nodes.push(node);
      if (node.broken && (node.type === 'ERROR' || node.children.length === 0)) this.broken.push(node.start);
      if (grammar.identifiers.has(node.type)) this.note(node);
      for (const declared of grammar.declared(node, to)) {
        if (declared.kind === 'assignment') assignments.push({ declared, node });
        else this.declare(declared, node);
      }
      if (grammar.assignment(node)) changes.push(node);
      for (const child of node.children) visit(child, area);
    };
    for (const root of roots) visit(root, this.file);
    this.nodes = nodes;
    this.isOpened = true;
    for (const { declared, node } of assignments) this.assign(declared, node);
    for (const node of changes) this.assignField(node);
  }

  private area(
    kind: Area['kind'],
    node: SyntaxNode | undefined,
    start: number,
    end: number,
    parent: Area | undefined,
    extra: { owner?: string | undefined; shape?: FunctionShape },
  ): Area {
    const area: Area = {
      kind,
      node,
      start,
      end,
      parent,
      children: [],
      names: new Map(),
      owner: extra.owner,
      shape: extra.shape,
    };
    parent?.children.push(area);
    return area;
  }

  /** The area that a node is, which is made, or else the one around it. */
  private open(node: SyntaxNode, around: Area): Area {
    const { grammar, to } = this;
    const owner = grammar.className(node, to);
    let area = around;
    if (owner !== undefined) {
      area = this.area('class', node, node.start, node.end, area, { owner });
      if (!this.classes.has(owner)) this.classes.set(owner, area);
    }
    const shape = grammar.functionShape(node, to);
    if (shape) {
      area = this.area('function', node, node.start, node.end, area, { shape });
      const place = { shape, area, node, owner: this.ownerOf(area) };
      const alike = this.functions.get(shape.name);
      if (alike) alike.push(place);
      else this.functions.set(shape.name, [place]);
    } else if (owner === undefined && (grammar.blocks.has(node.type) || grammar.comprehends?.(node, to))) {
      area = this.area('block', node, node.start, node.end, area, {});
    }
    if (area !== around) this.areas.set(node, area);
    return area;
  }

  /** The area that a node is; undefined for one that only stands in areas. */
  areaBy(node: SyntaxNode): Area | undefined {
    return this.areas.get(node);
  }

  /** True for a node that is a function of the text. */
  isFunction(node: SyntaxNode): boolean {
    return this.areas.get(node)?.kind === 'function';
  }

  /** The innermost node at an index of the text. */
  nodeAt(at: number): SyntaxNode {
    const root = this.roots.find((r) => r.start <= at && at < r.end) ?? this.roots.at(-1)!;
    return nodeAt(root, at, at);
  }

  /** True where something between two indexes of the text is not understood. */
  isBroken(from: number, to: number): boolean {
    return this.broken.some((at) => at >= from && at < to);
  }

  /** The innermost area around a node, or that it is. */
  areaOf(node: SyntaxNode | undefined): Area {
    for (let at = node; at; at = at.parent) {
      const area = this.areas.get(at);
      if (area) return area;
    }
    return this.file;
  }

  /** The innermost area around an index of the text. */
  areaAt(at: number): Area {
    const known = this.around.get(at);
    if (known) return known;
    let area = this.file;
    for (;;) {
      const inner = lastBefore(area.children, at);
      if (!inner || at >= inner.end) break;
      area = inner;
    }
    if (this.isOpened) this.around.set(at, area);
    return area;
  }

  /** The class around an area. */
  ownerOf(area: Area | undefined): string | undefined {
    for (let at = area; at; at = at.parent) if (at.kind === 'class') return at.owner;
    return undefined;
  }

  /** A name as the names of this text are kept: in some languages case does not count. */
  fold(name: string): string {
    return this.grammar.fold?.(name) ?? name;
  }

  private note(node: SyntaxNode): void {
    const name = this.fold(this.to.written(node));
    const known = this.uses.get(name);
    if (known) known.push(node);
    else this.uses.set(name, [node]);
  }

  /** Every node that is the word `name`. */
  usesOf(name: string): readonly SyntaxNode[] {
    return this.uses.get(name) ?? [];
  }

  /** Every node that means the name that `area` declares. */
  usesIn(area: Area, name: string): readonly SyntaxNode[] {
    let known = this.own.get(name);
    if (!known) {
      known = new Map();
      for (const node of this.usesOf(name)) {
        const home = this.homeOf(name, node.start);
        const others = home && known.get(home);
        if (others) others.push(node);
        else if (home) known.set(home, [node]);
      }
      this.own.set(name, known);
    }
    return known.get(area) ?? [];
  }

  private declare(declared: Declared, node: SyntaxNode): void {
    const area = this.areaOf(node);
    const event = { declared, end: node.end };
    if (declared.kind === 'field') {
      const owner = declared.owner ?? this.ownerOf(area);
      if (owner !== undefined) this.addField(owner, declared.name, event);
      return;
    }
    if (declared.kind === 'base') {
      const owner = declared.owner ?? this.ownerOf(area);
      if (owner !== undefined) this.bases.set(owner, [...(this.bases.get(owner) ?? []), declared.name]);
      return;
    }
    if (area.kind === 'class' && declared.kind === 'variable') {
      this.addField(area.owner!, declared.name, event);
      return;
    }
    add(area.names, this.fold(declared.name), event);
  }

  private assign(declared: Declared, node: SyntaxNode): void {
    const event = { declared, end: node.end };
    const here = this.areaOf(node);
    if (declared.kind === 'assignment' && declared.inClause && here.kind === 'block') {
      add(here.names, declared.name, event);
      return;
    }
    if (here.kind === 'class') {
      this.addField(here.owner!, declared.name, event);
      return;
    }
    if (this.grammar.blocks.size > 0) {
      const home = this.homeOf(declared.name, node.start);
      if (home) {
        add(home.names, declared.name, event);
        return;
      }
      const owner = this.ownerOf(here);
      if (this.grammar.bareFields && owner !== undefined) {
        this.addField(owner, declared.name, event);
        return;
      }
    }
    let area: Area = here;
    while (area.kind === 'block' && area.parent) area = area.parent;
    add(area.names, this.fold(declared.name), event);
  }

  /** `self.name = value` gives a field its value. */
  private assignField(node: SyntaxNode): void {
    const assignment = this.grammar.assignment(node);
    if (!assignment) return;
    const target = this.to.expression(assignment.target);
    if (target.kind !== 'member' || !this.isSelf(target.object)) return;
    const owner = this.ownerOf(this.areaOf(node));
    if (owner === undefined) return;
    const value = assignment.value ? { value: assignment.value } : {};
    const declared: Declared = {
      kind: 'field',
      name: target.property,
      node: assignment.target,
      ...value,
    };
    this.addField(owner, target.property, { declared, end: node.end });
  }

  /** True for `self`, `this` and the receiver of a method. */
  isSelf(expression: Expression): boolean {
    if (expression.kind === 'self') return true;
    if (expression.kind !== 'name') return false;
    const events = this.homeOf(expression.name, expression.start)?.names.get(expression.name);
    return events?.some((e) => e.declared.kind === 'self') ?? false;
  }

  private addField(owner: string, name: string, event: NameEvent): void {
    let fields = this.fields.get(owner);
    if (!fields) {
      fields = new Map();
      this.fields.set(owner, fields);
    }
    add(fields, name, event);
  }

  /** The innermost area around index `at` that declares `name`. */
  homeOf(name: string, at: number): Area | undefined {
    let isHidden = false;
    for (let area: Area | undefined = this.areaAt(at); area; area = area.parent) {
      if (!isHidden && area.names.has(name)) return area;
      isHidden ||= this.hides(area, name);
    }
    return undefined;
  }

  /** True where what is around an area has no variables that can be seen in it. */
  hides(area: Area, name: string): boolean {
    const { barriers } = this.grammar;
    return (
      barriers !== undefined &&
      area.node !== undefined &&
      barriers.has(area.node.type) &&
      /^[a-z_]/.test(name)
    );
  }
}

function add(names: Map<string, NameEvent[]>, name: string, event: NameEvent): void {
  const known = names.get(name);
  if (known) known.push(event);
  else names.set(name, [event]);
}
