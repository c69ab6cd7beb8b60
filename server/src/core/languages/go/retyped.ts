import type { Retyped, Retyping } from '../../call-editor.ts';
import type { Step } from '../../catalogue/changes.ts';
import type { TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';

/** A field of a struct, with its line and what its tag says. */
interface Field {
  readonly name: string;
  readonly type: string;
  readonly json: string;
  readonly flags: string;
  /** Where the tag has its name, flags included. */
  readonly start: number;
  readonly end: number;
}

/** A struct that is declared at the top of a text, and the end of its declaration. */
interface Struct {
  readonly fields: readonly Field[];
  readonly end: number;
}

/** The field of a rate limit, and the lines of its type and its values in v2. */
interface Limit {
  readonly field: Field;
  readonly own: string;
  readonly types: readonly string[];
  readonly values: readonly string[];
  /** Names that its type has in JSON. */
  readonly from: ReadonlySet<string>;
}

const FIELD =
  /^\t(\w+)[ ]+([^`\n]+?)[ ]+`[^`\n]*?json:"(-|[\w]*)((?:,[\w]+)*)"[^`\n]*`[ \t]*(?:\/\/[^\n]*)?$/;
/** What makes values of types from text that others send. */
const READS = String.raw`(?:Decode|Unmarshal|Bind\w*|ShouldBind\w*|BodyParser|Parse\w*)\([^()\n]*?&?`;
const COUNT = /^(?:u?int(?:8|16|32|64)?|float(?:32|64))$/;

/**
 * Edits of the type that `value`, the code of a body in the function from `start` to `end`, is of: it is written as
 * `steps` say, whatever its values are. Undefined where that is not sure.
 */
export function retyped(
  value: string,
  { start, end }: { readonly start: number; readonly end: number },
  source: SourceText,
  { steps, known, needs }: Retyping,
): Retyped | undefined {
  const { text } = source;
  const notes = new Set<string>();
  const type = typeIn(value, text.slice(start, end));
  const struct = type === undefined ? undefined : structOf(type, text);
  if (!struct || type === undefined || !isOnlyWritten(type, text)) return undefined;
  const names = new Map(struct.fields.map((field) => [field.json, field]));
  const tags = new Map<Field, string>();
  const credits: Field[] = [];
  let limit: Limit | undefined;
  for (const step of steps) {
    const source = 'field' in step ? step.field : 'from' in step ? step.from : step.list;
    const field = names.get(source.split('.')[0]!);
    if (!field) continue;
    if (step.kind === 'drop' && field.json === source) tags.set(field, '-');
    else if (step.kind === 'move' && !/\./.test(step.from + step.to) && !names.has(step.to))
      tags.set(field, step.to + field.flags);
    else if (step.kind === 'move' && step.from === field.json && step.to === `credits.${field.json}`) {
      tags.set(field, '-');
      credits.push(field);
    } else if (step.kind === 'append' && step.to === 'ratelimits') {
      const own = limitOf(field, step, text);
      if (!own) return undefined;
      tags.set(field, '-');
      limit = { field, ...own };
    } else return undefined;
    const isMeant = !('differ' in step) || limit?.from.has('refillRate');
    if (step.note && isMeant) notes.add(step.note);
  }
  const isKnown = ({ json, name }: Field): boolean => known.has(json === '' ? name : json) || json === '-';
  if (!struct.fields.every((field) => tags.has(field) || isKnown(field))) return undefined;
  const given = new Set(struct.fields.map((field) => tags.get(field)?.split(',')[0] ?? field.json));
  if (!needs.every((need) => given.has(need))) return undefined;
  const [remaining] = credits.filter(({ json }) => json === 'remaining');
  if (credits.length > 0 && !remaining) return undefined;
  if (!credits.every((field) => field === remaining || isRefill(field, text))) return undefined;
  const edits: TextEdit[] = [...tags].map(([field, tag]) => ({
    range: source.range(field.start, field.end),
    newText: tag,
  }));
  if (remaining || limit) {
    const method = methodOf(type, remaining, credits, limit);
    if (!method || !/^(?:import )?\s*"encoding\/json"$/m.test(text)) return undefined;
    edits.push({ range: source.range(struct.end, struct.end), newText: method });
  }
  const isSure = edits.length > 0 && source.isVerbatim(struct.fields[0]!.start, struct.end);
  return isSure ? { edits, notes: [...notes] } : undefined;
}

/** The type of a value, as the function around it says it. */
function typeIn(value: string, around: string): string | undefined {
  const made = /^&?(\w+)\{/.exec(value)?.[1];
  if (made !== undefined) return made;
  const name = /^&?(\w+)$/.exec(value)?.[1];
  if (name === undefined) return undefined;
  const types = [
    ...around.matchAll(new RegExp(String.raw`\b${name}\s*:?=\s*&?(\w+)\{`, 'g')),
    ...around.matchAll(new RegExp(String.raw`\bvar\s+${name}\s+(\w+)\b`, 'g')),
    ...around.matchAll(new RegExp(String.raw`^\s*func [^\n]*[(,]\s*${name}\s+\*?(\w+)\s*[,)]`, 'g')),
  ].map((match) => match[1]!);
  return new Set(types).size === 1 ? types[0] : undefined;
}

function structOf(type: string, text: string): Struct | undefined {
  const found = [...text.matchAll(new RegExp(String.raw`^type ${type} struct \{\n([\s\S]*?)^\}$`, 'gm'))];
  const [match] = found;
  if (!match || found.length > 1) return undefined;
  const fields: Field[] = [];
  let at = match.index + match[0].length - 1 - match[1]!.length;
  for (const line of match[1]!.split('\n').slice(0, -1)) {
    const parts = FIELD.exec(line);
    if (parts) {
      const [, name, own, json, flags] = parts as unknown as [string, string, string, string, string];
      const start = at + line.indexOf('json:"') + 'json:"'.length;
      fields.push({ name, type: own, json, flags, start, end: start + json.length + flags.length });
    } else if (!/^\s*(?:\/\/.*)?$/.test(line)) return undefined;
    at += line.length + 1;
  }
  return fields.length > 0 ? { fields, end: match.index + match[0].length } : undefined;
}

/** True where values of a type are only sent: the names of its fields are not what others send as well. */
function isOnlyWritten(type: string, text: string): boolean {
  if (/\) (?:Un)?[mM]arshalJSON\(/.test(text)) return false;
  // Where it is embedded, its methods are those of what it is embedded in.
  if (new RegExp(String.raw`^[ \t]+\*?${type}$`, 'm').test(text)) return false;
  if (!usesOf(type, text).every((isKnown) => isKnown)) return false;
  const names = [
    ...text.matchAll(new RegExp(String.raw`\bvar\s+(\w+)\s+\*?${type}\b`, 'g')),
    ...text.matchAll(new RegExp(String.raw`\b(\w+)\s*:?=\s*(?:&?${type}\{|new\(${type}\))`, 'g')),
    ...text.matchAll(new RegExp(String.raw`[(,]\s*(\w+)\s+\*?${type}\b`, 'g')),
  ].map((match) => match[1]!);
  return !names.some((name) => new RegExp(String.raw`${READS}${name}\b`).test(text));
}

/** For each use of a type, whether it makes a value, declares one, or takes one as a parameter. */
const usesOf = (type: string, text: string): readonly boolean[] =>
  [...text.matchAll(new RegExp(String.raw`\b${type}\b`, 'g'))].flatMap(({ index }) => {
    const lineStart = text.lastIndexOf('\n', index) + 1;
    const line = text.slice(lineStart, index);
    if (/\/\/|\.$/.test(line) || line.split('"').length % 2 === 0) return [];
    const behind = text.slice(index + type.length, index + type.length + 200);
    if (/^\{/.test(behind) || /^(?:type\s+|\s*var\s+\w+\s+\*?)$/.test(line)) return [true];
    const whole = line + type + behind.slice(0, Math.max(0, behind.indexOf('\n')));
    const taken = /^func (?:\([^)]*\) )?\w+\([^)]*\)/.exec(whole)?.[0].length ?? 0;
    return [taken > line.length];
  });

/** The members of a rate limit, where its type says them. */
function limitOf(
  field: Field,
  step: Step & { readonly kind: 'append' },
  text: string,
): Omit<Limit, 'field'> | undefined {
  const own = field.type.replace(/^\*/, '');
  const struct = /^\w+$/.test(own) ? structOf(own, text) : undefined;
  if (!struct || Object.keys(step.members).length < 2) return undefined;
  const members = Object.entries(step.members).map(([member, names]) => {
    const from = names.flatMap((name) => struct.fields.find(({ json }) => json === name) ?? [])[0];
    return from && { member, from };
  });
  if (members.includes(undefined)) return undefined;
  const found = members.flatMap((one) => one ?? []);
  const value = `r.${field.name}`;
  return {
    own,
    from: new Set(struct.fields.map(({ json }) => json)),
    types: [
      `\t\tName string \`json:"name"\``,
      ...found.map(({ member, from }) => `\t\t${inGo(member)} ${from.type} \`json:"${member}"\``),
      `\t\tAutoApply bool \`json:"autoApply"\``,
    ],
    values: [
      `Name: "default"`,
      ...found.map(({ member, from }) => `${inGo(member)}: ${value}.${from.name}`),
      `AutoApply: true`,
    ],
  };
}

/** True for a refill as v2 takes it. */
function isRefill({ json, type }: Field, text: string): boolean {
  const struct = structOf(type.replace(/^\*/, ''), text);
  return (
    json === 'refill' &&
    struct !== undefined &&
    struct.fields.every((one) => /^(?:interval|amount|refillDay)$/.test(one.json))
  );
}

const inGo = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** What writes a value where v2 has its credits and rate limits. */
function methodOf(
  type: string,
  remaining: Field | undefined,
  credits: readonly Field[],
  limit: Limit | undefined,
): string | undefined {
  const types: string[] = [];
  const fields = ['\t\tfields'];
  const sets: string[] = [];
  if (remaining) {
    const isPointer = /^(?:\*|any$|interface\{\})/.test(remaining.type);
    if (!isPointer && !COUNT.test(remaining.type)) return undefined;
    const inner = credits.map(
      ({ name, type: own, json, flags }) =>
        `\t\t${name} ${own} \`json:"${json}${json === 'remaining' ? '' : flags}"\``,
    );
    types.push('\ttype keyCredits struct {', ...linedUp(inner), '\t}');
    fields.push('\t\tCredits *keyCredits `json:"credits,omitempty"`');
    const value = `&keyCredits{${credits.map(({ name }) => `${name}: r.${name}`).join(', ')}}`;
    const condition = remaining.flags.includes(',omitempty')
      ? `r.${remaining.name} != ${isPointer ? 'nil' : '0'}`
      : '';
    sets.push(...setting(`body.Credits = ${value}`, condition));
  }
  if (limit) {
    types.push('\ttype keyRatelimit struct {', ...linedUp(limit.types), '\t}');
    fields.push('\t\tRatelimits []keyRatelimit `json:"ratelimits,omitempty"`');
    const { name, type: own } = limit.field;
    const condition = own.startsWith('*') ? `r.${name} != nil` : `r.${name} != (${limit.own}{})`;
    sets.push(...setting(`body.Ratelimits = []keyRatelimit{{${limit.values.join(', ')}}}`, condition));
  }
  return [
    '',
    '',
    '// MarshalJSON writes what v2 of the Unkey API has in other places.',
    `func (r ${type}) MarshalJSON() ([]byte, error) {`,
    `\ttype fields ${type}`,
    ...types,
    '\tbody := struct {',
    fields[0],
    ...linedUp(fields.slice(1)),
    '\t}{fields: fields(r)}',
    ...sets,
    '\treturn json.Marshal(body)',
    '}',
  ].join('\n');
}

const setting = (statement: string, condition: string): readonly string[] =>
  condition === '' ? [`\t${statement}`] : [`\tif ${condition} {`, `\t\t${statement}`, '\t}'];

/** Lines of fields below each other. */
function linedUp(lines: readonly string[]): readonly string[] {
  const rows = lines.map(
    (line) => /^\t\t(\S+) (.*) (`[^`]*`)$/.exec(line)!.slice(1) as [string, string, string],
  );
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  return rows.map(([name, type, tag]) => `\t\t${name.padEnd(width(0))} ${type.padEnd(width(1))} ${tag}`);
}
