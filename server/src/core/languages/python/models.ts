import { v2EndpointOf } from '../../calls.ts';
import type { ResponseRead, TypedField } from '../../model.ts';
import type { AnswerText } from '../../program/answers.ts';
import { type Answers, type Flow, isWhole } from '../../reads/flow.ts';
import { movedTo, responseOf } from '../../reads/responses.ts';
import { apiName } from '../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** Classes whose objects are made of the members of a dictionary. */
const MODEL = /^(?:\w+\.)*(?:BaseModel|SQLModel|Struct|BaseSettings)$/;
const DATACLASS = /^@(?:\w+\.)*(?:dataclass|dataclass_json|define|frozen|s|attrs)\b/;
/** Types of dictionaries, by the names of their members. */
const DICTIONARY = /^(?:\w+\.)*TypedDict$/;
/** Methods of such classes that make one of a dictionary, or of its text. */
export const OF_DICTIONARY = /^(?:model_validate|parse_obj|from_dict|model_construct)$/;
export const OF_TEXT = /^(?:model_validate_json|parse_raw|from_json|schema)$/;
/** Those that leave out members which they have no field for, unless they are told to refuse them. */
const LENIENT = /^(?:\w+\.)*(?:BaseModel|SQLModel)$/;
const FORBIDS = /\bextra\b[^\n]*\bforbid\b/;
/** What a class does to what it is made of. */
const TAKES_APART = /\b(?:model_validator|root_validator|__init__|__new__|__attrs_init__)\b/;
/** Models in models. */
const DEEPEST = 2;
/** What uses a field has its name as well. */
const KEPT: TypedField = { isKept: true };

/** True for what a class may be made of: a body, or the error in one. */
export const isMadeOf = (flow: Flow): boolean =>
  isWhole(flow) ||
  (flow.body !== undefined && !flow.inside && flow.path.length === 1 && flow.path[0]!.name === 'error');

/** A body that a class is made of, the code that gives it, and what puts a member before the fields. */
interface Made {
  readonly flow: Flow;
  readonly body: SyntaxNode | undefined;
  readonly insert: ResponseRead['insert'];
}

/** The bodies that classes of one text are made of. */
export class Models {
  /** By class, then by the node that names it where it is made. */
  private readonly made = new Map<SyntaxNode, Map<number, Made>>();
  /** Where a class is made of an item of a list. */
  private readonly items = new Set<number>();

  constructor(private readonly text: AnswerText) {}

  /**
   * Keeps what a class is made of, if it is one of the text that takes the members of a dictionary. `body`: where that
   * dictionary is written.
   */
  add(name: SyntaxNode, flow: Flow, body?: SyntaxNode): boolean {
    const definition = this.classOf(this.text.to.written(name));
    if (!definition) return false;
    const made = this.made.get(definition) ?? new Map<number, Made>();
    this.made.set(definition, made.set(name.start, { flow, body, insert: body && this.dataOf(body) }));
    return true;
  }

  /** Keeps where the class that `name` names is made of an item of a list. */
  addItem(name: SyntaxNode): void {
    this.items.add(name.start);
  }

  /** Reads what the type of a dictionary names, where a body is said to be one: `answer: Verified = response.json()`. */
  typed(type: SyntaxNode | undefined, flow: Flow, answers: Answers): void {
    const { names, to } = this.text;
    const node = type && isWhole(flow) ? names.classes.get(to.written(type))?.node : undefined;
    if (node) this.named(node, flow, answers, 0);
  }

  private named(node: SyntaxNode, flow: Flow, answers: Answers, depth: number): void {
    const { names, to, source } = this.text;
    if (node.type !== 'class_definition' || node.broken) return;
    if (!childOf(node, 'superclasses')?.children.some((base) => DICTIONARY.test(to.written(base)))) return;
    for (const field of fieldsIn(node)) {
      const { start, end, parent } = field;
      const name = { name: to.written(field), range: source.range(start, end), typed: KEPT };
      const read = answers.member(flow, name);
      if (!read) continue;
      const type = parent && childOf(parent, 'type');
      const inner =
        type && depth < DEEPEST ? names.classes.get(typeIn(to.written(type)) ?? '')?.node : undefined;
      if (inner) this.named(inner, read, answers, depth + 1);
      else answers.record(read, undefined);
    }
  }

  /** Takes `data` of a dictionary, for fields that v2 calls the same. */
  private dataOf({ type, start, end }: SyntaxNode): ResponseRead['insert'] {
    const { source } = this.text;
    if (!/^(?:identifier|call|attribute|subscript|parenthesized_expression|await)$/.test(type))
      return undefined;
    if (!source.isVerbatim(start, end)) return undefined;
    const quote = source.text.split("'").length > source.text.split('"').length ? "'" : '"';
    const own = `[${quote}data${quote}]`;
    const opening = type === 'await' ? [{ range: source.range(start, start), newText: '(' }] : [];
    const edits = [
      ...opening,
      { range: source.range(end, end), newText: type === 'await' ? `)${own}` : own },
    ];
    return (names) => (names.length === 1 && names[0] === 'data' ? edits : undefined);
  }

  /** Records the fields of the classes that are made of bodies alone. */
  record(answers: Answers): void {
    const { names, to, source } = this.text;
    for (const [definition, made] of this.made) {
      const name = childOf(definition, 'name');
      const uses = name ? names.usesOf(to.written(name)).filter((use) => use.start !== name.start) : [];
      const isKnown = ({ start }: SyntaxNode): boolean => made.has(start) || this.items.has(start);
      if (!uses.every((use) => isKnown(use) || !isMade(use))) continue;
      const all = [...made.values()];
      // A field that is read of the answers of several endpoints is that of none.
      const isShared = new Set(all.map(({ flow: { call } }) => call && v2EndpointOf(call))).size > 1;
      for (const one of all)
        if (!isShared) this.fields(definition, one, answers, 0);
        else if (one.body && this.isSame(definition, one.flow)) {
          const { start, end } = one.body;
          answers.handedOn(one.flow, source.range(start, end), one.insert);
        }
    }
  }

  /** True for a class that leaves out what it has no field for, all fields of which v2 has in `data` by their names. */
  private isSame(definition: SyntaxNode, flow: Flow): boolean {
    const { to, source } = this.text;
    const bases = childOf(definition, 'superclasses')?.children ?? [];
    if (!bases.some((base) => LENIENT.test(to.written(base))) || FORBIDS.test(source.text)) return false;
    const operation = isWhole(flow) && flow.call ? v2EndpointOf(flow.call)?.operation : undefined;
    const fields = operation === undefined ? undefined : responseOf(operation)?.fields;
    const own = fieldsIn(definition).map((field) => to.written(field));
    return (
      fields !== undefined &&
      own.length > 0 &&
      !/\balias/.test(to.written(definition)) &&
      own.every((name) => fields.has(name) && (name === 'meta' || movedTo(operation!, name)?.[1] === name))
    );
  }

  private fields(definition: SyntaxNode, { flow, insert }: Made, answers: Answers, depth: number): void {
    const { to, source } = this.text;
    const isCamel = /\balias_generator\b|\brename\s*=\s*["']camel/.test(to.written(definition));
    for (const statement of childOf(definition, 'body')?.children ?? []) {
      const field = statement.type === 'expression_statement' ? statement.children[0] : undefined;
      const own = field?.type === 'assignment' ? childOf(field, 'left') : undefined;
      const type = field && childOf(field, 'type');
      if (!field || own?.type !== 'identifier' || !type) continue;
      const value = childOf(field, 'right');
      const alias = value && aliasIn(value, this.text);
      if (value && !alias && /\balias|\bname\s*=/.test(to.written(value))) continue;
      const at = alias ?? own;
      const written = to.written(at);
      const name = !alias && isCamel ? apiName(written, 'snake_case') : written;
      const unwrap: ResponseRead['insert'] =
        insert && ((names, last = name) => (last === name ? insert(names) : undefined));
      const range = source.range(at.start, at.end);
      const read = answers.member(flow, alias ? { name, range } : { name, range, typed: KEPT }, unwrap);
      if (!read) continue;
      const inner = depth < DEEPEST ? this.classIn(to.written(type)) : undefined;
      if (inner) this.fields(inner, { flow: read, body: undefined, insert: undefined }, answers, depth + 1);
      else answers.record(read, undefined);
    }
  }

  /** The class of the text that a type is, or may be: `Data | None`. */
  private classIn(type: string): SyntaxNode | undefined {
    const name = typeIn(type);
    return name === undefined ? undefined : this.classOf(name);
  }

  private classOf(name: string): SyntaxNode | undefined {
    const { names, to } = this.text;
    const node = names.classes.get(name)?.node;
    if (node?.type !== 'class_definition' || node.broken || TAKES_APART.test(to.written(node)))
      return undefined;
    const bases = childOf(node, 'superclasses')?.children ?? [];
    const around = node.parent?.type === 'decorated_definition' ? node.parent.children : [];
    const isModel = bases.some((base) => MODEL.test(to.written(base)));
    return isModel || around.some((d) => d.type === 'decorator' && DATACLASS.test(to.written(d)))
      ? node
      : undefined;
  }
}

/** The name of the type that a value is, or may be: `Data | None`. */
const typeIn = (type: string): string | undefined =>
  /^(?:["']|(?:Optional|NotRequired|Required)\[["']?)?(\w+)["']?\]?(?:\s*\|\s*None)?["']?$/.exec(
    type.trim(),
  )?.[1];

/** The names of the fields of a class that have a type. */
const fieldsIn = (definition: SyntaxNode): readonly SyntaxNode[] =>
  (childOf(definition, 'body')?.children ?? []).flatMap((statement) => {
    const field = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const own = field?.type === 'assignment' && childOf(field, 'type') ? childOf(field, 'left') : undefined;
    return own?.type === 'identifier' ? [own] : [];
  });

/** True where a name makes an object: `Model(…)`, `Model.model_validate(…)`. */
function isMade(use: SyntaxNode): boolean {
  const { parent } = use;
  if (parent?.type === 'call') return use.field === 'function';
  return parent?.type === 'attribute' && use.field === 'object' && parent.parent?.type === 'call';
}

/** The text of `Field(alias="keyId")`, without its quotes. */
function aliasIn(value: SyntaxNode, { to }: AnswerText): SyntaxNode | undefined {
  for (const argument of childOf(value, 'arguments')?.children ?? []) {
    const name = childOf(argument, 'name');
    const given = childOf(argument, 'value');
    if (!name || given?.type !== 'string' || !/^(?:validation_)?alias$|^name$/.test(to.written(name)))
      continue;
    return given.children.find(({ type }) => type === 'string_content');
  }
  return undefined;
}
