import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The parts of a zod 3 schema that are read. */
interface Zod {
  readonly _def: {
    readonly typeName: string;
    readonly innerType?: Zod;
    readonly schema?: Zod;
    readonly type?: Zod;
    readonly getter?: () => Zod;
    readonly shape?: () => Readonly<Record<string, Zod>>;
  };
}

/** What an endpoint answers with status 200, as `unkey-v2-responses.json` holds it. */
export interface SdkResponse {
  readonly fields: readonly string[];
  readonly list?: true;
  readonly paged?: true;
}

const WRAPPERS = /^Zod(?:Optional|Nullable|Default|Effects|Lazy)$/;

/**
 * The answers of the endpoints of v2, by operation, from the schemas that the official SDK reads them with. `root` is the
 * repository. Throws for a form it does not know.
 */
export function readResponsesV2(root: string): Readonly<Record<string, SdkResponse>> {
  const require = createRequire(path.join(root, 'package.json'));
  const modules: Readonly<Record<string, Readonly<Record<string, Zod | undefined>>>> = {
    components: require('@unkey/api/models/components'),
    operations: require('@unkey/api/models/operations'),
  };
  const folder = path.join(root, 'node_modules/@unkey/api/src/funcs');
  const found = readdirSync(folder).map((file): readonly [string, SdkResponse] => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const [, operation] = /pathToFunc\("\/v2\/([^"]+)"\)/.exec(source) ?? [];
    const [, module, name] = /M\.json\(\s*20\d,\s*(\w+)\s*\.(\w+\$inboundSchema)/.exec(source) ?? [];
    const schema = module && name ? modules[module]?.[name] : undefined;
    if (operation === undefined || !schema) throw new Error(`${file}: no path or no schema of its answer`);
    return [operation, responseOf(schema, file)];
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function responseOf(schema: Zod, file: string): SdkResponse {
  const own = membersOf(schema);
  // Answers with pages are wrapped once more.
  const members = own?.['Result'] ? membersOf(own['Result']) : own;
  if (!members) throw new Error(`${file}: its answer is no object`);
  const data = members['data'] && unwrapped(members['data']);
  const list = data?._def.typeName === 'ZodArray';
  const item = list ? data._def.type : data;
  return {
    fields: Object.keys((item && membersOf(item)) ?? {}),
    ...(list ? { list } : {}),
    ...(members['pagination'] ? { paged: true } : {}),
  };
}

const membersOf = (schema: Zod): Readonly<Record<string, Zod>> | undefined =>
  unwrapped(schema)._def.shape?.();

function unwrapped(schema: Zod): Zod {
  let inner = schema;
  while (WRAPPERS.test(inner._def.typeName)) {
    const { innerType, schema: own, getter } = inner._def;
    inner = (innerType ?? own ?? getter?.())!;
  }
  return inner;
}
