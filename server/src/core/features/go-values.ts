import type { Schema } from '../catalogue/schema.ts';
import { structsOfV2 } from '../catalogue/sdks/unkey-go-types.ts';
import { requestStruct } from '../languages/go/sdk/requests.ts';
import { nameInSdk } from '../sdk/naming.ts';
import type { InsertPiece } from './complete-item.ts';
import { leastFields } from './complete-schema.ts';
import { ITEM } from './request-context-object.ts';

/** Structs inside structs are filled in this deep. */
const DEEPEST = 3;
const PLAIN = /^(?:string|bool|int64|float64)$/;

/** The type that the SDK for Go has for the place `path` of a request; undefined where that is not known. */
function goType(operation: string, path: readonly string[]): string | undefined {
  let type: string | undefined = requestStruct(operation);
  for (const step of path) {
    if (step === ITEM) type = type?.startsWith('[]') ? type.slice(2) : undefined;
    else {
      const struct: Readonly<Record<string, string>> | undefined =
        type === undefined ? undefined : structsOfV2[type.replace(/^\*/, '')];
      type = struct?.[nameInSdk(step, 'PascalCase')];
    }
  }
  return type;
}

/** Writes values of fields of a request; `components` and `unkey` are what a text calls the packages of the SDK. */
export const goValue =
  (operation: string, components: string, unkey: string | undefined) =>
  (path: readonly string[], schema: Schema): readonly InsertPiece[] =>
    written(goType(operation, path), schema, { components, unkey }, 0);

interface Packages {
  readonly components: string;
  readonly unkey: string | undefined;
}

function written(
  type: string | undefined,
  schema: Schema,
  packages: Packages,
  depth: number,
): readonly InsertPiece[] {
  const { components, unkey } = packages;
  if (type === undefined) return [{}];
  const bare = type.replace(/^\*/, '');
  if (type.startsWith('[]')) {
    const item = type.slice(2);
    const name = PLAIN.test(item) ? item : `${components}.${item}`;
    const inner = item === 'string' ? ['"', {}, '"'] : [{}];
    return [`[]${name}{`, ...inner, '}'];
  }
  if (bare.startsWith('map[')) return [`${bare}{`, {}, '}'];
  if (Object.hasOwn(structsOfV2, bare)) {
    const fields = schema.type === 'object' && depth < DEEPEST ? leastFields(schema) : [];
    const members = fields.flatMap((name, i) => {
      const field = nameInSdk(name, 'PascalCase');
      const inner = schema.type === 'object' ? schema.fields[name]! : schema;
      return [
        `${i > 0 ? ', ' : ''}${field}: `,
        ...written(structsOfV2[bare]![field], inner, packages, depth + 1),
      ];
    });
    return [
      `${type === bare ? '' : '&'}${components}.${bare}{`,
      ...(members.length > 0 ? members : [{}]),
      '}',
    ];
  }
  const value = plain(bare, schema, components);
  if (type === bare) return value;
  return unkey === undefined
    ? [{}]
    : [`${unkey}.Pointer${bare === 'int64' ? '[int64]' : ''}(`, ...value, ')'];
}

function plain(type: string, schema: Schema, components: string): readonly InsertPiece[] {
  if (type === 'string') return ['"', {}, '"'];
  if (type === 'bool') return [{ choices: ['true', 'false'] }];
  if (PLAIN.test(type)) return [{ text: '0' }];
  const choices = schema.type === 'string' ? schema.enum : undefined;
  return choices
    ? [{ choices: choices.map((one) => `${components}.${type}${nameInSdk(one, 'PascalCase')}`) }]
    : [{}];
}
