import { parseJson } from '../../../json.ts';
import type { DYNAMIC, Json, JsonMember, Literal } from '../../../model.ts';
import type { SourceText } from '../../../source.ts';
import type { Argument } from '../argument.ts';
import { behind } from '../options.ts';
import { addHeader, type Invocation, type Request } from './client.ts';

/** What separates name and value of a request item, the longer ones first. */
const SEPARATOR = /^(?:\\.|[^\\=:;@])*?(:=@|=@|:=|==|=|;(?=$)|@|:(?!\/\/))/;

/** The operands of HTTPie: a method, a URL, and items such as `name=value`. */
export class HttpieItems {
  private readonly operands: Argument[] = [];
  private readonly members: JsonMember[] = [];
  private complete = true;
  private form = false;
  private text: SourceText | undefined;
  private opaque = false;

  constructor(
    private readonly request: Request,
    private readonly invocation: Invocation,
  ) {}

  add(operand: Argument): void {
    this.operands.push(operand);
  }

  flag(name: string): void {
    if (name === 'form' || name === 'multipart') this.form = true;
  }

  /** `--raw TEXT` */
  raw({ value, conditional }: Argument): void {
    if (conditional) this.opaque = true;
    else this.text = value;
  }

  /** Puts what was read into the request. */
  finish(methodOf: (argument: Argument) => Literal<string> | typeof DYNAMIC): void {
    const { request, operands } = this;
    const [first, second] = operands;
    if (!first) return;
    // A method that a variable gives looks like any other unknown word.
    const hidden =
      /^\uFFFC+$/.test(first.value.text) && second !== undefined && !SEPARATOR.test(second.value.text);
    const written = second !== undefined && /^[a-z]+$/i.test(first.value.text);
    if (written || hidden) request.method = methodOf(first);
    const [url, ...items] = written || hidden ? operands.slice(1) : operands;
    if (url) request.urls.push(withoutShorthand(url));
    for (const item of items) this.item(item);
    this.addBody();
  }

  private item(argument: Argument): void {
    const { request } = this;
    const { value } = argument;
    const separator = SEPARATOR.exec(value.text);
    const at = separator ? separator[0].length - separator[1]!.length : -1;
    const name = value.slice(0, Math.max(0, at));
    const rest = value.slice(separator?.[0].length ?? 0);
    switch (separator?.[1]) {
      case ':':
      case ';':
        addHeader(request, argument);
        break;
      case '==':
        request.query.push({ name: name.text, nameRange: name.range(), value: rest });
        break;
      case '=':
        this.member(name, textOf(rest, argument), argument);
        break;
      case ':=':
        this.member(name, jsonOf(rest), argument);
        break;
      case '=@':
      case ':=@':
        this.member(name, { kind: 'dynamic', range: rest.range() }, argument);
        break;
      case '@':
        if (name.length === 0 && !this.form) this.text = this.invocation.file(rest);
        this.opaque ||= !this.text;
        break;
      default:
        request.whole = false;
    }
  }

  private member(name: SourceText, value: Json, { conditional }: Argument): void {
    const top = /^[^[\]]*/.exec(name.text)![0];
    if (!name.isLiteral || top === '') {
      this.complete = false;
      return;
    }
    // `meta[plan]=pro` builds an object of its own.
    const nested = top.length < name.length;
    const keyRange = name.range(0, top.length);
    const known = this.members.findIndex((m) => m.key === top);
    const judged: Json =
      nested || conditional || known >= 0 ? { kind: 'dynamic', range: value.range } : value;
    if (known >= 0) this.members.splice(known, 1);
    this.members.push({ key: top, keyRange, value: judged });
  }

  private addBody(): void {
    const { request, members, invocation } = this;
    const piped = this.text ?? (members.length === 0 && this.complete ? invocation.input : undefined);
    if (this.form || this.opaque || piped === 'unknown') request.body = { kind: 'unknown' };
    else if (piped) request.body = { kind: 'text', value: piped };
    else if (members.length > 0 || !this.complete) {
      const places = members.flatMap((m) => [m.keyRange, m.value.range]);
      const start = Math.min(...places.map((p) => p.start));
      const end = Math.max(...places.map((p) => p.end));
      const value: Json = {
        kind: 'object',
        range: places.length > 0 ? { start, end } : invocation.name,
        members,
        complete: this.complete && request.whole,
      };
      request.body = { kind: 'json', value };
    } else return;
    request.impliedMethod = 'POST';
  }
}

/** A value that is sent as a string. What is being typed is not known yet: `name=` without quotes. */
function textOf(value: SourceText, { range: word }: Argument): Json {
  const range = value.range();
  return value.length === 0 && range.end >= word.end
    ? { kind: 'dynamic', range }
    : { kind: 'string', range, value };
}

/** A value in JSON; scalars too. */
function jsonOf(text: SourceText): Json {
  const range = text.range();
  if (/^\s*[{[]/.test(text.text)) return parseJson(text) ?? { kind: 'dynamic', range };
  const scalar = text.text.trim();
  if (/^(?:true|false)$/.test(scalar)) return { kind: 'boolean', range, value: scalar === 'true' };
  if (scalar === 'null') return { kind: 'null', range };
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(scalar))
    return { kind: 'number', range, value: Number(scalar) };
  if (/^"[^"\\]*"$/.test(scalar)) {
    const inner = text.trim();
    return { kind: 'string', range, value: inner.slice(1, inner.length - 1) };
  }
  return { kind: 'dynamic', range };
}

/** `://host/path`, pasted behind `https`. */
const withoutShorthand = (url: Argument): Argument =>
  url.value.text.startsWith('://') ? { ...behind(url, 3), range: url.range } : url;
