import type { RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { optionOf, type RequestArguments } from './arguments.ts';
import type { Names } from './clients/client.ts';
import {
  addMembers,
  appendMember,
  codeOf,
  isFree,
  keyStart,
  optionsPlace,
  type Place,
  startOfEntry,
} from './edit.ts';
import { environmentTypeEdits } from './environment-types.ts';
import { isGivenFetch } from './given-fetch.ts';
import { headersSet, keptHeaders } from './headers-objects.ts';
import { isWrittenFor, keptOptions } from './kept-options.ts';
import type { Match } from './origin.ts';
import { widenedType } from './query-types.ts';
import type { Reading } from './reading.ts';
import { rootKeyCode } from './root-key.ts';

const firstOf = (names: Names | undefined): string | undefined =>
  typeof names === 'string' ? names : names?.[0];

/** Writes one change of one call. */
export class Rewriter {
  private readonly edits_: TextEdit[] = [];
  /** Members that the options get. */
  private readonly added: string[] = [];
  /** The one behind the others. */
  private body_: string | undefined;
  private failed = false;
  private free = false;

  constructor(
    private readonly reading: Reading,
    private readonly call: CallExpression,
    private readonly match: Match,
    private readonly request: RequestArguments,
  ) {}

  edits({ method, authorization, body }: RequestChange, quote: string): readonly TextEdit[] | undefined {
    const { match, request } = this;
    if (!(match.proven || isGivenFetch(this.reading, match)) || !request.complete) return undefined;
    this.free = body === undefined && isFree(this.reading, this.call);
    const place = optionsPlace(this.reading, this.call, match, request, this.free);
    let positional: string | undefined;
    if (method !== undefined) positional = this.method(method, quote, body);
    if (body !== undefined && positional === undefined) this.body(body);
    const typed = body !== undefined && positional === undefined && match.client.options.json === undefined;
    if (authorization || typed) this.headers(authorization === true, typed, quote);
    if (positional !== undefined) this.positional(positional);
    if (this.failed) return undefined;
    const at = positional === undefined ? place : this.behindBody(place);
    const last = at && this.body_ !== undefined ? appendMember(this.reading, at, this.body_) : undefined;
    if (last) this.edits_.push(last);
    else if (this.body_ !== undefined) this.added.push(this.body_);
    if (this.added.length > 0) {
      if (!at) return undefined;
      this.edits_.push(addMembers(this.reading, at, this.added));
    }
    return this.edits_;
  }

  /** The body, where the function for the method takes it as an argument. */
  private method(method: string, quote: string, body: string | undefined): string | undefined {
    const { match, request, reading } = this;
    const { source } = reading;
    if (match.shape.method) {
      const name = method.toLowerCase();
      const other = Object.hasOwn(match.client.calls, name) ? match.client.calls[name] : undefined;
      if (other?.method !== method || match.token.end - match.token.start > 10) {
        this.failed = true;
        return undefined;
      }
      this.edits_.push({ range: source.range(match.token.start, match.token.end), newText: name });
      const takesBody = other.args[1] === 'json' && match.shape.args[1] !== 'json';
      if (!takesBody && `${other.args}` !== `${match.shape.args}`) this.failed = true;
      return takesBody ? (body ?? '') : undefined;
    }
    const key = firstOf(match.client.options.method);
    const { member, certain } = optionOf(request.options, match.client.options.method);
    if (!key || match.name === 'get' || !certain) this.failed = true;
    else if (request.method) this.failed = true;
    else if (member) {
      const text = reading.values.text(member.value);
      const here = isWrittenFor(reading, this.call, request, member.value, this.free);
      if (!here || member.value.kind !== 'text' || !text.isLiteral) this.failed = true;
      else this.edits_.push({ range: text.range(), newText: method });
    } else this.added.push(`${key}: ${quote}${method}${quote}`);
    return undefined;
  }

  private body(body: string): void {
    const { options } = this.match.client;
    const json = firstOf(options.json);
    const text = firstOf(options.text);
    const member =
      json === undefined
        ? text === undefined
          ? undefined
          : `${text}: JSON.stringify(${body})`
        : body === json
          ? json
          : `${json}: ${body}`;
    const query = optionOf(this.request.options, options.query).member;
    const sent = [options.json, options.text].some((name) => optionOf(this.request.options, name).member);
    if (member === undefined || sent || options.jsonSwitch || this.request.body) this.failed = true;
    else if (query) {
      if (query.value.kind === 'name' && query.value.name === body)
        this.edits_.push(...widenedType(this.reading, query.value, this.reading.values.json(query.value)));
      // The body stands where the query stood.
      const { source } = this.reading;
      const start = keyStart(source.text, query.keySource.offset(0) - source.offset(0));
      this.edits_.push({ range: source.range(start, query.value.end), newText: member });
    } else this.body_ = member;
  }

  /** A body as the second argument. */
  private positional(body: string): void {
    const { source } = this.reading;
    const [url] = this.call.args;
    const query = optionOf(this.request.options, this.match.client.options.query);
    if (!url || body === '') {
      this.failed = true;
      return;
    }
    this.edits_.push(insertion(source.offset(url.end), `, ${body}`));
    if (query.member) this.removeMember(query.in?.expression, query.member.keySource.text);
  }

  /** Takes a member out of the options that are written in the call, and these where nothing is left. */
  private removeMember(given: Expression | undefined, key: string): void {
    const { source } = this.reading;
    const isHere = given?.kind === 'object' && this.call.args.includes(given);
    const options = isHere ? given : given && keptOptions(this.reading, given, false);
    if (!options) {
      this.failed = true;
      return;
    }
    const { entries } = options;
    const index = entries.findIndex(
      (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === key,
    );
    const entry = entries[index];
    if (entry?.kind !== 'member') {
      this.failed = true;
      return;
    }
    if (entries.length === 1 && !isHere) this.failed = true;
    else if (entries.length === 1 && this.added.length === 0) {
      const before = this.call.args[this.call.args.indexOf(options) - 1]!;
      this.edits_.push({ range: source.range(before.end, options.end), newText: '' });
      return;
    }
    const next = entries[index + 1];
    const previous = entries[index - 1];
    const start = startOfEntry(entry);
    if (next) this.edits_.push({ range: source.range(start, startOfEntry(next)), newText: '' });
    else {
      const from = previous ? previous.value.end : options.start + 1;
      const behind = /^\s*,/.exec(source.text.slice(entry.value.end, options.end))?.[0].length ?? 0;
      this.edits_.push({
        range: source.range(from, entry.value.end + behind),
        newText: previous && behind > 0 ? ',' : '',
      });
    }
  }

  private behindBody(place: Place | undefined): Place | undefined {
    if (place && 'object' in place) return place;
    // The function for the method takes options behind the body.
    return this.call.args.length === 1 ? { at: this.call.args[0]!.end } : undefined;
  }

  private headers(authorization: boolean, typed: boolean, quote: string): void {
    const { reading, match, request, call } = this;
    const { member, certain } = optionOf(request.options, match.client.options.headers);
    if (!certain || (authorization && (!match.sealed || match.factories.length > 0))) {
      this.failed = true;
      return;
    }
    const members = [
      ...(authorization
        ? [`Authorization: \`Bearer \${${rootKeyCode(reading.document, codeOf(reading, call))}}\``]
        : []),
      ...(typed && !this.hasType(member?.value)
        ? [`${quote}Content-Type${quote}: ${quote}application/json${quote}`]
        : []),
    ];
    if (members.length === 0) return;
    if (authorization && /\benv\.UNKEY_ROOT_KEY\b/.test(members[0]!))
      this.edits_.push(
        ...(environmentTypeEdits(reading.source, 'UNKEY_ROOT_KEY', codeOf(reading, call)) ?? []),
      );
    if (!member) {
      this.added.push(`${match.client.options.headers}: { ${members.join(', ')} }`);
      return;
    }
    const { value } = member;
    const here = isWrittenFor(reading, call, request, value, this.free);
    if (value.kind === 'object' && here) {
      this.edits_.push(addMembers(reading, { object: value }, members));
      return;
    }
    // An object with headers that is kept elsewhere is left as it is.
    const { source, values } = reading;
    const code = source.text.slice(value.start, value.end);
    const object = values.resolve(value).value;
    const isObject = object.kind === 'object';
    // `new Headers({ … })` has the object in it, which spreads where it does not.
    const [given] = value.kind === 'call' ? value.args : [];
    if (isObject && here && given && object.start === given.start) {
      this.edits_.push(addMembers(reading, { object }, members));
      return;
    }
    const kept = keptHeaders(reading, value, call);
    if (kept !== undefined) {
      const edit = kept && headersSet(reading, kept, members, quote);
      if (edit) this.edits_.push(edit);
      else this.failed = true;
    } else if (!here || !isObject || !/^[\w$.]+$/.test(code)) this.failed = true;
    else {
      const text = `{ ...${code}, ${members.join(', ')} }`;
      const isShort = member.keySource.offset(0) === source.offset(value.start);
      this.edits_.push({
        range: source.range(value.start, value.end),
        newText: isShort ? `${code}: ${text}` : text,
      });
    }
  }

  /** Whether headers say what kind of body is sent. */
  private hasType(headers: Expression | undefined): boolean {
    return (
      headers !== undefined &&
      this.reading.values.members(headers).list.some((m) => m.key.toLowerCase() === 'content-type')
    );
  }
}

const insertion = (at: number, newText: string): TextEdit => ({ range: { start: at, end: at }, newText });
