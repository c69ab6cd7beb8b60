import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { SdkEndpoint, Shape } from './endpoint.ts';
import { fieldsIn, PLAIN } from './endpoint.ts';

/** The parts of a zod 3 schema that are read. */
interface Zod {
  readonly _def: {
    readonly typeName: string;
    readonly innerType?: Zod;
    readonly type?: Zod;
    readonly options?: readonly Zod[];
    readonly getter?: () => Zod;
    readonly shape?: () => Readonly<Record<string, Zod>>;
  };
}

/** Kinds of schemas without fields of their own. */
const WITHOUT_FIELDS = new Set([
  'ZodString',
  'ZodNumber',
  'ZodBoolean',
  'ZodNativeEnum',
  'ZodEnum',
  'ZodLiteral',
  'ZodRecord',
  'ZodAny',
  'ZodNull',
]);

/**
 * The endpoints of the official SDK of v2: path, method and the name of the body's schema from the source of its
 * functions, fields from that schema itself. `root` is the repository. Throws for a form it does not know.
 */
export function readSdkV2(root: string): readonly SdkEndpoint[] {
  const require = createRequire(path.join(root, 'package.json'));
  const schemas = require('@unkey/api/models/components') as Readonly<Record<string, Zod | undefined>>;
  const folder = path.join(root, 'node_modules/@unkey/api/src/funcs');
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const source = readFileSync(path.join(folder, file), 'utf8');
      const [, place] = /pathToFunc\("([^"]+)"\)/.exec(source) ?? [];
      const [, method] = /\bmethod: "([A-Z]+)"/.exec(source) ?? [];
      if (place === undefined || method === undefined) throw new Error(`${file}: no path or no method`);
      const body = /(z\.array\(\s*)?\bcomponents\s*\.(\w+\$outboundSchema)/.exec(source);
      if (!body && source.includes('encodeJSON("body"')) throw new Error(`${file}: no schema of its body`);
      if (!body) return { method, path: place, fields: new Map() };
      const schema = schemas[body[2]!];
      if (!schema) throw new Error(`${file}: no schema ${body[2]}`);
      const shape = shapeOfZod(schema, file);
      return { method, path: place, fields: fieldsIn(body[1] ? { kind: 'array', items: shape } : shape) };
    });
}

function shapeOfZod({ _def: def }: Zod, place: string): Shape {
  switch (def.typeName) {
    case 'ZodOptional':
    case 'ZodNullable':
    case 'ZodDefault':
      return shapeOfZod(def.innerType!, place);
    case 'ZodLazy':
      return shapeOfZod(def.getter!(), place);
    case 'ZodArray':
      return { kind: 'array', items: shapeOfZod(def.type!, place) };
    case 'ZodUnion':
      return { kind: 'union', variants: def.options!.map((option) => shapeOfZod(option, place)) };
    case 'ZodObject':
      return {
        kind: 'object',
        fields: Object.entries(def.shape!()).map(([name, field]) => ({
          name,
          required: !['ZodOptional', 'ZodDefault'].includes(field._def.typeName),
          shape: shapeOfZod(field, `${place} ${name}`),
        })),
      };
    default:
      if (!WITHOUT_FIELDS.has(def.typeName)) throw new Error(`${place}: unknown schema ${def.typeName}`);
      return PLAIN;
  }
}
