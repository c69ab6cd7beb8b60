import { findEndpoint } from '../../catalogue/endpoints.ts';
import type { CallExpression } from '../../expression.ts';
import {
  ABSENT,
  type ApiCall,
  DYNAMIC,
  type Fact,
  type Json,
  type ResponseRead,
  type Sdk,
  type SdkUse,
} from '../../model.ts';
import { answersResult } from '../../sdk/methods.ts';
import type { SdkProgram } from '../../sdk/program.ts';
import type { Range } from '../../source.ts';
import { bodyTypeOf } from './body-types.ts';
import { Cutter } from './cutter.ts';
import type { Reading } from './reading.ts';
import { handedMethods } from './sdk/handed-methods.ts';
import { builtPermissions, withBuiltPermissions } from './sdk/permissions.ts';
import { type ProgramItem, sdkPrograms } from './sdk/programs.ts';
import { listReadAt, unwrappedAt } from './sdk-answers.ts';
import { type Contexts, contextsOf, contextTypeOf, middlewareOf, nameAt, optionsOf } from './sdk-contexts.ts';
import { type Found, foundCalls, LIMITS } from './sdk-found.ts';
import { limitBody } from './sdk-limits.ts';
import type { SdkModules } from './sdk-modules.ts';
import { memberEnd, optionUses, removal } from './sdk-options.ts';
import { type SdkAnswer, sdkReads } from './sdk-reads.ts';
import { type SentBySdk, sdkCall, withType } from './sdk-request.ts';
import { unusedImports } from './sdk-unused-imports.ts';
import { SdkValues } from './sdk-values.ts';
import { wordAt } from './tokens.ts';

/** What a text does with the SDKs. */
export interface SdkFacts {
  readonly calls: readonly ApiCall[];
  readonly uses: readonly SdkUse[];
  readonly programs: readonly SdkProgram[];
  readonly reads: readonly ResponseRead[];
}

/** Finds the calls of the SDKs in one text, and what v2 changed of what it uses. `typed`: types can be written in it. */
export function sdkFacts(reading: Reading, modules: SdkModules, typed: boolean): SdkFacts {
  return new SdkFinder(reading, modules, typed).find();
}

class SdkFinder {
  private readonly cutter: Cutter;
  private readonly values: SdkValues;

  constructor(
    private readonly reading: Reading,
    private readonly modules: SdkModules,
    private readonly typed: boolean,
  ) {
    this.cutter = new Cutter(reading);
    this.values = new SdkValues(reading, this.cutter, modules);
  }

  find(): SdkFacts {
    const found = foundCalls(this.reading, this.cutter, this.values);
    const proven = this.proven(found);
    const calls: ApiCall[] = [];
    const uses: SdkUse[] = [];
    const items: ProgramItem[] = [];
    const answered = new Map<number, SdkAnswer>();
    for (const one of found) {
      const sdk = { package: one.value.package, generation: proven.get(one.value.package) };
      if (one.value.written !== undefined) {
        items.push({ ...one, sdk, uses: [] });
        // What has such a type may call v2 by itself.
        if (one.method?.generation === 'v1' && this.modules.generationOf(sdk.package) === 'v1')
          uses.push({ sdk, symbol: one.method.name, range: this.tokenRange(one.name) });
        continue;
      }
      const call = this.call(one, sdk);
      if (call) calls.push(call);
      else calls.push(...this.required(one, sdk));
      if (call?.sdk?.generation === 'v2' && one.method && this.modules.isKnown(sdk.package))
        answered.set(one.open, { call, method: one.method.name, alone: one.alone === true });
      const own = this.uses(one, sdk);
      uses.push(...own);
      items.push({ ...one, sdk, uses: own, ...(call ? { api: call } : {}) });
    }
    return {
      calls,
      uses: [...uses, ...unusedImports(this.reading, this.modules, found, proven)],
      programs: sdkPrograms(this.reading, items, this.typed, this.modules.generationOf, () =>
        handedMethods(this.reading, this.cutter, this.values),
      ),
      reads: sdkReads(this.reading, this.cutter, answered, this.contexts(found, proven)),
    };
  }

  /** What middleware of v2 hands in, and the request that it sends, which is none of the text. */
  private contexts(
    found: readonly Found[],
    proven: ReadonlyMap<string, Sdk['generation']>,
  ): { readonly call: ApiCall; readonly of: Contexts } | undefined {
    const used = found.flatMap(({ call, value, name }) => {
      const middleware = middlewareOf(this.reading, call, value.path, proven.get(value.package));
      return middleware ? [{ middleware, package: value.package, name }] : [];
    });
    const [first] = used;
    const asked = first ?? contextTypeOf(this.reading, this.modules);
    if (!asked || used.some((one) => one.package !== asked.package)) return undefined;
    const { answers, handlers } = contextsOf(
      this.reading,
      asked.package,
      used.map(({ middleware }) => middleware),
    );
    if (answers.length === 0 && handlers.length === 0) return undefined;
    const range = this.tokenRange(asked.name);
    const sdk = { package: asked.package, generation: 'v2' } as const;
    const named = nameAt(this.reading, asked.name);
    const call = this.apiCall(first?.middleware.call ?? named, sdk, range, 'v2', 'keys.verifyKey', DYNAMIC);
    return { call, of: { answers, handlers } };
  }

  /** The generation of each package: as declared, or as what only one of both has proves. */
  private proven(found: readonly Found[]): ReadonlyMap<string, Sdk['generation']> {
    const proofs = new Map<string, Set<string>>();
    for (const { value, method, call } of found) {
      if (value.written !== undefined) continue;
      const proof = proofs.get(value.package) ?? new Set<string>();
      proofs.set(value.package, proof);
      if (method?.generation) proof.add(method.generation);
      if (value.package === '@unkey/api' && value.path === 'verifyKey') proof.add('v1');
      const kept = method && !method.generation ? method.name : undefined;
      if (kept !== undefined && unwrappedAt(this.reading, call, kept)) proof.add('v1');
      if (kept === 'analytics.getVerifications' && this.asksInSql(call)) proof.add('v2');
    }
    // Where nothing else tells, keys of an owner are asked for as in v1, and `keys` in a result are read as of it.
    const lists = found.filter(
      ({ method, value }) => method?.name === 'apis.listKeys' && value.written === undefined,
    );
    const read = lists.map(({ call }) => listReadAt(this.reading, call));
    const isRead = !read.includes('v2') && read.some((one) => one !== undefined);
    for (const { value, call } of lists) {
      const proof = proofs.get(value.package)!;
      if (proof.size === 0 && (isRead || this.asksForOwner(call))) proof.add('v1');
    }
    return new Map(
      [...proofs].map(([name, proof]) => [
        name,
        this.modules.generationOf(name) ?? (proof.size === 1 ? ([...proof][0] as 'v1' | 'v2') : undefined),
      ]),
    );
  }

  /** True for a request with `query`: v1 took filters instead. */
  private asksInSql(call: CallExpression): boolean {
    return this.has(call, 'query');
  }

  /** True for keys of an `ownerId`, which v2 calls `externalId`. */
  private asksForOwner(call: CallExpression): boolean {
    return this.has(call, 'ownerId');
  }

  private has(call: CallExpression, name: string): boolean {
    const body = this.argument(call, 0);
    return (
      body.kind === 'literal' &&
      body.value.kind === 'object' &&
      body.value.members.some(({ key }) => key === name)
    );
  }

  private call({ call, value, name, method, alone }: Found, sdk: Sdk): ApiCall | undefined {
    const range = this.tokenRange(name);
    if (method) {
      const version = method.generation ?? sdk.generation;
      const operation = method.operations[version ?? 'v2'] ?? method.name;
      const first = alone ? 1 : 0;
      const sent = this.apiCall(call, sdk, range, version, operation, this.body(call, operation, first));
      return withType(sent, bodyTypeOf(this.reading, call.args[first]).typedBody);
    }
    if (value.path === 'verifyKey') {
      const [first] = call.args;
      const key = first && this.reading.values.resolve(first).value;
      const isText = key === undefined || !/^(?:object|unknown)$/.test(key.kind);
      return this.apiCall(
        call,
        sdk,
        range,
        'v1',
        'keys.verifyKey',
        isText ? DYNAMIC : this.body(call, 'keys.verifyKey', 0),
      );
    }
    const limits = /^(Ratelimit|Overrides?)\(\)\.(\w+)$/.exec(value.path);
    if (sdk.package !== '@unkey/ratelimit' || !limits || !LIMITS.test(limits[2]!)) return undefined;
    const [, holder, called] = limits;
    if ((holder === 'Ratelimit') !== (called === 'limit')) return undefined;
    const generation = holder === 'Override' ? 'v1' : sdk.generation;
    const operation = `${generation === 'v1' ? 'ratelimits' : 'ratelimit'}.${called}`;
    const body =
      called === 'limit' ? limitBody(this.reading, call, value.made, range) : this.argument(call, 0);
    // A limit is the same in both.
    const version = generation ?? (called === 'limit' ? 'v2' : undefined);
    return this.apiCall(call, sdk, range, version, operation, body);
  }

  /** What middleware of v2 verifies keys with, where its options say which permissions they need. */
  private required({ call, value, name }: Found, sdk: Sdk): readonly ApiCall[] {
    const middleware = middlewareOf(this.reading, call, value.path, sdk.generation);
    const options =
      middleware?.generation === 'v2' ? this.argument(call, optionsOf(middleware.name)) : ABSENT;
    const json = options.kind === 'literal' && options.value.kind === 'object' ? options.value : undefined;
    const member = json?.members.find(({ key }) => key === 'permissions');
    if (!json || json.broken || !member) return [];
    // The other options are no fields of the request.
    const range = { start: member.keyRange.start, end: memberEnd(this.reading.document, member) };
    const asked = { ...json, range, members: [member], complete: false };
    const body = { kind: 'literal', value: asked, range } as const;
    const own = { ...sdk, generation: 'v2' } as const;
    return [this.apiCall(call, own, this.tokenRange(name), 'v2', 'keys.verifyKey', body)];
  }

  private apiCall(call: CallExpression, ...sent: SentBySdk): ApiCall {
    return sdkCall(this.reading, call, ...sent);
  }

  /** What a method of `@unkey/api` sends. */
  private body(call: CallExpression, operation: string, first: number): Fact<Json> {
    const endpoint = findEndpoint('v2', operation);
    // Sessions of the portal are given before the body.
    const body = this.argument(call, endpoint?.auth === 'cookie' ? first + 1 : first);
    if (operation !== 'keys.verifyKey' || body.kind !== 'literal') return body;
    return { ...body, value: withBuiltPermissions(body.value, builtPermissions(this.reading, call)) };
  }

  private argument(call: CallExpression, index: number): Fact<Json> {
    const given = call.args[index];
    if (!given) return call.intact ? ABSENT : DYNAMIC;
    const json = this.reading.values.json(given);
    return json.kind === 'object' || json.kind === 'array'
      ? { kind: 'literal', value: json, range: json.range }
      : DYNAMIC;
  }

  private uses({ call, value, name, method, alone }: Found, sdk: Sdk): readonly SdkUse[] {
    const { tokens } = this.reading;
    if (method?.change) {
      const [group, called] = method.name.split('.');
      const [toGroup, toCalled] = method.change.successor?.split('.') ?? [];
      const holder = name - (wordAt(tokens, name - 2) === '!' ? 3 : 2);
      const inPlace = wordAt(tokens, name) === called && wordAt(tokens, holder) === group;
      const edits = [
        ...(group === toGroup ? [] : [{ range: this.tokenRange(holder), newText: toGroup ?? '' }]),
        ...(called === toCalled ? [] : [{ range: this.tokenRange(name), newText: toCalled ?? '' }]),
      ];
      const range = called === toCalled && inPlace ? this.tokenRange(holder) : this.tokenRange(name);
      return [{ sdk, symbol: method.name, range, ...(inPlace && toGroup ? { edits } : {}) }];
    }
    const uses: SdkUse[] = [];
    const use = (symbol: string, range: Range): number => uses.push({ sdk, symbol, range });
    if (value.package === '@unkey/api' && value.path === 'verifyKey')
      use('verifyKey()', this.tokenRange(name));
    if (value.package === '@unkey/ratelimit' && value.path === 'Override' && call.constructs)
      use('Override', this.tokenRange(name));
    if (method?.name === 'keys.verifyKey') uses.push(...this.ofVerifyKey(call, sdk, alone ? 1 : 0));
    const answers = alone ? undefined : (method?.name ?? /^Overrides\(\)(\.\w+)$/.exec(value.path)?.[1]);
    const unwrapped = answers && unwrappedAt(this.reading, call, answers);
    // Where v2 is declared, a rule about what is read tells of lists.
    const isList = answers === 'apis.listKeys' && sdk.generation === 'v1';
    const listed = isList && !unwrapped ? listReadAt(this.reading, call) : undefined;
    if (listed && listed !== 'v2') use('result.keys', listed);
    else if (unwrapped) use(answersResult(answers) ? 'error' : '{ result, error }', unwrapped);
    return [...uses, ...optionUses(this.reading, call, value.path, sdk)];
  }

  private ofVerifyKey(call: CallExpression, sdk: Sdk, index: number): readonly SdkUse[] {
    // A method of v2 only.
    const generation = sdk.generation ?? 'v2';
    const body = this.argument(call, index);
    const json = body.kind === 'literal' && body.value.kind === 'object' ? body.value : undefined;
    const member = json?.members.find(({ key }) => key === 'apiId');
    if (!json || !member) return [];
    const edits = removal(this.reading.document, json, member);
    return [
      {
        sdk: { ...sdk, generation },
        symbol: 'verifyKey({ apiId })',
        range: member.keyRange,
        ...(edits ? { edits } : {}),
      },
    ];
  }

  private tokenRange(token: number): Range {
    const { starts, ends } = this.reading.tokens;
    return this.reading.source.range(starts[token]!, ends[token]!);
  }
}
