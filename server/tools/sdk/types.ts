import type { Shape } from './endpoint.ts';
import { PLAIN } from './endpoint.ts';

const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|\/\/.*|([A-Za-z_$][\w$]*|"(?:[^"\\]|\\.)*"|-?\d[\d.]*|[{}[\]()<>|&;:?,])/y;

const KEYWORDS = new Set(['string', 'number', 'boolean', 'unknown', 'null', 'never', 'true', 'false']);

/**
 * The shape of `interface name` in TypeScript declarations made of an OpenAPI document: members, unions, arrays and
 * literals, which is all such declarations consist of. `reference` gives the shape of `components["schemas"]["X"]`.
 * Throws, naming the line, for anything else.
 */
export function readInterface(source: string, name: string, reference: (schema: string) => Shape): Shape {
  const start = source.search(new RegExp(`^interface ${name} \\{`, 'm'));
  if (start < 0) throw new Error(`no interface ${name}`);
  const end = source.indexOf('\n}', start) + '\n}'.length;
  let offset = source.indexOf('{', start);
  let token = '';

  const next = (): string => {
    const before = token;
    for (;;) {
      TOKEN.lastIndex = offset;
      const match = TOKEN.exec(source);
      if (!match) return fail(`unknown text ${JSON.stringify(source.slice(offset, offset + 20))}`);
      offset = TOKEN.lastIndex;
      if (match[1] === undefined) continue;
      token = match[1];
      return before;
    }
  };
  const fail = (what: string): never => {
    throw new Error(`interface ${name}, line ${source.slice(0, offset).split('\n').length}: ${what}`);
  };
  const skipTo = (wanted: string): void => {
    while (next() !== wanted);
  };
  const expect = (wanted: string): void => {
    if (token !== wanted) fail(`expected ${wanted}, found ${token}`);
    next();
  };

  const type = (): Shape => {
    const variants = [suffixed()];
    while (token === '|' || token === '&') {
      next();
      variants.push(suffixed());
    }
    return variants.length === 1 ? variants[0]! : { kind: 'union', variants };
  };
  const suffixed = (): Shape => {
    let shape = primary();
    while (token === '[') {
      next();
      expect(']');
      shape = { kind: 'array', items: shape };
    }
    return shape;
  };
  const primary = (): Shape => {
    if (token === '{') return members();
    if (token === '(') {
      next();
      const shape = type();
      expect(')');
      return shape;
    }
    const word = next();
    if (word === 'components' || word === 'operations') return named();
    if (word === 'OneOf') return oneOf();
    if (word === 'Record') {
      expect('<');
      type();
      expect(',');
      type();
      expect('>');
      return PLAIN;
    }
    return KEYWORDS.has(word) || /^["\d-]/.test(word) ? PLAIN : fail(`unknown type ${word}`);
  };
  const named = (): Shape => {
    expect('[');
    expect('"schemas"');
    expect(']');
    expect('[');
    const schema = JSON.parse(next()) as string;
    expect(']');
    return reference(schema);
  };
  const oneOf = (): Shape => {
    expect('<');
    expect('[');
    const variants = [type()];
    while (token === ',') {
      next();
      variants.push(type());
    }
    expect(']');
    expect('>');
    return { kind: 'union', variants };
  };
  const members = (): Shape => {
    expect('{');
    const fields: { name: string; required: boolean; shape: Shape }[] = [];
    while (token !== '}') {
      if (token === '[') {
        // [key: string]: unknown
        skipTo(']');
        expect(':');
        type();
      } else {
        const written = next();
        const key = written.startsWith('"') ? (JSON.parse(written) as string) : written;
        const required = token !== '?';
        if (!required) next();
        expect(':');
        fields.push({ name: key, required, shape: type() });
      }
      expect(';');
    }
    // What follows the interface itself may be any TypeScript.
    if (offset < end) next();
    return { kind: 'object', fields };
  };
  next();
  return members();
}
