import type { ApiCall, ReadName, ResponseRead } from '../../model.ts';
import type { Access, AnswerForms, Hop, State } from './answer-forms.ts';
import { behindTypes, isCompared, keysIn } from './read-code.ts';
import type { Part, RequestReader } from './reader.ts';
import { returnedBy } from './returned.ts';
import type { Sent } from './senders.ts';
import { nameGiven, usesOf } from './site.ts';

const DEEPEST = 12;
const MOST = 400;
const LONGEST_ACCESS = 160;

/** What is read of the answer to a request, which a function may send for others. */
export function readsOf(
  reader: RequestReader,
  forms: AnswerForms,
  call: ApiCall,
  sent: Pick<Sent, 'request'> & Partial<Sent>,
): readonly ResponseRead[] {
  const { whole } = sent.own ?? sent.request;
  const { sender } = sent;
  const responses = forms.sent?.(reader, whole) ?? [];
  const hops = responses.flatMap(({ hop }) => hop ?? []);
  if (sender) hops.push({ sender, to: sent.request.whole });
  const follower = new Follower(reader, forms, call, hops);
  follower.follow(whole, 'response', 0);
  for (const { part, state } of responses) follower.follow(part, state, 0);
  return follower.found();
}

class Follower {
  private readonly reads = new Map<number, ResponseRead>();
  private readonly seen = new Set<string>();
  private given = false;
  private both = false;

  constructor(
    private readonly reader: RequestReader,
    private readonly forms: AnswerForms,
    private readonly call: ApiCall,
    private readonly hops: readonly Hop[],
  ) {}

  found(): readonly ResponseRead[] {
    if (this.both) return [];
    const all = [...this.reads.values()];
    return this.given ? all.map((read) => ({ ...read, given: true as const })) : all;
  }

  /** Follows a value up to where it is read, kept or given away. */
  follow(start: Part, from: State, depth: number): void {
    const key = `${start.from}-${start.to} ${from}`;
    if (depth > DEEPEST || this.seen.size > MOST || this.seen.has(key)) return;
    this.seen.add(key);
    const { reader, forms } = this;
    const { tokens } = reader;
    let part = this.grown(start);
    let state = from;
    if (state === 'response') {
      const step = this.path(part);
      if (step) {
        state = step.state;
        part = this.grown({ from: part.from, to: step.to });
      }
    }
    if (state === 'body') {
      this.ofBody(part, depth);
      return;
    }
    if (this.isReturned(part, state, depth)) return;
    const name = nameGiven(reader, part);
    if (name !== undefined) {
      for (const use of usesOf(reader, name))
        if (!tokens.string(use)) this.follow({ from: use, to: use + 1 }, state, depth + 1);
      return;
    }
    const around = this.callAround(part);
    if (around && state === 'text' && forms.parses.test(around.callee))
      this.follow(around.part, 'body', depth + 1);
    else if (around && forms.decodes.test(around.callee)) this.follow(around.part, state, depth + 1);
    else if (tokens.isMark(part.to, '|>') && state === 'text') {
      let open = part.to + 1;
      while (open < part.to + 8 && !tokens.isMark(open, '(')) open++;
      const callee = reader.code({ from: part.to + 1, to: open });
      if (tokens.partner(open) > 0 && forms.parses.test(callee))
        this.follow({ from: part.from, to: tokens.partner(open) + 1 }, 'body', depth + 1);
    }
  }

  /** True for what a function that sends gives: it is followed where that is called. */
  private isReturned(part: Part, state: State, depth: number): boolean {
    const { reader, hops } = this;
    for (const { sender, to } of hops) {
      const given = returnedBy(reader, sender, part);
      if (given === undefined) continue;
      if (given === 'only') this.follow(to, state, depth + 1);
      else this.given = true;
      return true;
    }
    return false;
  }

  /** With what stands around a value and leaves it what it is. */
  private grown({ from, to }: Part): Part {
    const { tokens } = this.reader;
    let start = from;
    let end = to;
    for (;;) {
      const before = tokens.isMark(start - 1, '!', '?') ? start - 2 : start - 1;
      const isChained = tokens.isMark(start - 1, '.', '?.', ':') && tokens.isMark(start - 2, ')', ']');
      if (isChained && tokens.isWord(start)) start = tokens.valueStart(start - 2);
      else if (tokens.isWord(before) && /^(?:await|try)$/.test(tokens.written(before))) start = before;
      else if (
        tokens.isMark(start - 1, '(') &&
        tokens.partner(start - 1) === end &&
        !tokens.isWord(start - 2) &&
        !tokens.isMark(start - 2, '>', ')', ']')
      ) {
        start--;
        end++;
      } else if (tokens.isMark(end, '!') && this.reader.startOf(end) === this.reader.endOf(end - 1)) end++;
      else {
        const cast = this.cast(end);
        if (cast === undefined) return { from: start, to: end };
        end = cast;
      }
    }
  }

  /** Behind `as Map<String, dynamic>`. */
  private cast(at: number): number | undefined {
    const { reader, forms } = this;
    const { tokens, text } = reader;
    if (!tokens.isWord(at)) return undefined;
    const from = reader.startOf(at);
    const cast = forms.cast.exec(text.slice(from, from + 80))?.[0];
    if (!cast) return undefined;
    let end = at;
    while (end < tokens.length && reader.startOf(end) < from + cast.length) end++;
    return end;
  }

  /** What stands behind a response. */
  private path({ from, to }: Part): { readonly state: State; readonly to: number } | undefined {
    const { reader, forms } = this;
    const { tokens } = reader;
    let end = to;
    let found: { readonly state: State; readonly to: number } | undefined;
    if (forms.text.test('')) found = { state: 'text', to };
    if (forms.body.test('')) found = { state: 'body', to };
    for (let i = 0; i < 4; i++) {
      while (tokens.isMark(end, '!', '?')) end++;
      if (!tokens.isMark(end, '.', '?.') || !tokens.isWord(end + 1)) break;
      end += 2;
      const open = tokens.isMark(end, '<') ? behindTypes(reader, end) : end;
      if (tokens.isMark(open, '(')) {
        const close = tokens.partner(open);
        if (close < 0) break;
        end = close + 1;
      }
      const code = reader.code({ from: to, to: end }).replace(/\s+/g, '');
      if (forms.body.test(code)) found = { state: 'body', to: end };
      else if (forms.text.test(code)) found = { state: 'text', to: end };
    }
    return from < to ? found : undefined;
  }

  /** The call that a value is an argument of. */
  private callAround({ from, to }: Part): { readonly callee: string; readonly part: Part } | undefined {
    const { reader } = this;
    const { tokens } = reader;
    const open = tokens.opener(from);
    if (!tokens.isMark(open, '(') || !reader.args(open).some((a) => a.from === from && a.to === to))
      return undefined;
    let last = open - 1;
    while (last > 0 && tokens.isMark(last, '!', '?')) last--;
    if (!tokens.isWord(last)) return undefined;
    const start = tokens.valueStart(last);
    return {
      callee: reader.code({ from: start, to: last + 1 }),
      part: { from: start, to: tokens.partner(open) + 1 },
    };
  }

  private ofBody(part: Part, depth: number): void {
    const { reader, forms } = this;
    const { tokens } = reader;
    if (this.read(part) || this.isReturned(part, 'body', depth)) return;
    const name = nameGiven(reader, part);
    if (name !== undefined) {
      for (const use of usesOf(reader, name)) {
        const string = tokens.string(use);
        if (string) this.inText(tokens.written(name), use);
        else this.follow({ from: use, to: use + 1 }, 'body', depth + 1);
      }
      return;
    }
    const around = this.callAround(part);
    const isShown = around !== undefined && forms.shows.test(around.callee);
    const isAsked = tokens.isMark(part.to, '==', '!=') || tokens.isMark(part.from - 1, '!');
    if (!isShown && !isAsked) this.given = true;
  }

  /** A member of the body that is read; false where something else is done with it. */
  private read({ from, to }: Part, inside: readonly ReadName[] = []): boolean {
    const { reader, forms } = this;
    const { tokens } = reader;
    const path: ReadName[] = [...inside];
    let access: Access | undefined;
    let at = to;
    for (let i = 0; i < 3; i++) {
      let open = at;
      while (tokens.isMark(open, '?', '!', '?.') && tokens.isMark(open + 1, '[')) open++;
      const key =
        tokens.isMark(open, '[') && tokens.isMark(open + 2, ']') ? tokens.string(open + 1) : undefined;
      const isMember = forms.members && tokens.isMark(open, '.') && tokens.isWord(open + 1);
      const method = this.method(open);
      const span = key ? key.content : isMember ? tokens.list[open + 1]! : method?.key;
      if (!span || (key && key.holes.length > 0)) break;
      const end = key ? open + 3 : isMember ? open + 2 : method!.end;
      const name = reader.text.slice(span.start, span.end);
      path.push({ name, range: reader.source.range(span.start, span.end) });
      access ??= {
        start: reader.startOf(from),
        end: reader.endOf(to - 1),
        last: reader.endOf(end - 1),
        quote: key ? reader.text[key.start]! : '"',
        ...(method ? { method: method.name } : {}),
      };
      at = end;
    }
    if (!access || path.length === 0) return false;
    if (tokens.isMark(at, '=') && !tokens.isMark(at + 1, '=')) this.both = true;
    this.record(path, access);
    const [error, ...inner] = path;
    if (error!.name === 'error' && inner.length === 0) this.ofError({ from, to: at }, path);
    return true;
  }

  /** What is read of an error that gets a name. */
  private ofError(part: Part, path: readonly ReadName[]): void {
    const { reader } = this;
    const name = nameGiven(reader, this.grown(part));
    if (name === undefined) return;
    for (const use of usesOf(reader, name)) {
      if (reader.tokens.string(use)) this.inText(reader.tokens.written(name), use, path);
      else this.read({ from: use, to: use + 1 }, path);
    }
  }

  /** `.getString("key")` */
  private method(at: number) {
    const { reader, forms } = this;
    const { tokens } = reader;
    const name = tokens.isMark(at, '.', '?.') ? tokens.written(at + 1) : '';
    if (!forms.methods?.test(name) || !tokens.isMark(at + 2, '(')) return undefined;
    const key = tokens.string(at + 3);
    const close = tokens.partner(at + 2);
    return key && close > 0 ? { name, key: key.content, end: close + 1 } : undefined;
  }

  private record(path: readonly ReadName[], access: Access): void {
    if (path[0]!.name === 'data') this.both = true;
    const { reader, forms } = this;
    const { start, end } = access;
    const insert: ResponseRead['insert'] = reader.source.isVerbatim(start, end)
      ? (names) => (names.length === 0 ? [] : forms.insert(reader, access, names))
      : undefined;
    const isInner = path.length > 1 && path[0]!.name === 'error';
    this.reads.set((isInner ? path[1]! : path[0]!).range.start, {
      ...{ call: this.call, path },
      ...(insert ? { insert } : {}),
      ...(isCompared(this.reader.text, path, access) ? { compared: true as const } : {}),
    });
  }

  private named(name: string, at: number): ReadName {
    return { name, range: this.reader.source.range(at, at + name.length) };
  }

  /** Reads inside of a text: `'${body["valid"]}'`. */
  private inText(name: string, at: number, inside: readonly ReadName[] = []): void {
    const { reader } = this;
    for (const hole of reader.tokens.string(at)?.holes ?? []) {
      const code = reader.text.slice(hole.inner.start, hole.inner.end);
      for (const use of code.matchAll(new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'g'))) {
        const start = hole.inner.start + use.index;
        const end = start + name.length;
        const keys = keysIn(reader.text.slice(end, end + LONGEST_ACCESS), end, this.forms.methods);
        const [first] = keys;
        if (!first) continue;
        this.record([...inside, ...keys.map(({ name: one, at }) => this.named(one, at))], {
          start,
          end,
          last: first.last,
          quote: first.quote,
          ...(first.method === undefined ? {} : { method: first.method }),
        });
      }
    }
  }
}
