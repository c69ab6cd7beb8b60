import { withSlash } from '../requests/joined-urls.ts';
import type { SourceText } from '../source.ts';
import type { TokenList } from './token-list.ts';

/** A URL, or a part of one, and the tokens it is made of. */
export interface Address {
  readonly text: SourceText;
  readonly start: number;
  readonly end: number;
}

const BASE = /^(?:https?:\/\/)?api\.unkey\.(?:com|dev)(?:\/+v[12])?\/*$/i;
const VERSIONED = /\/v[12]\/*$/;
const PATH = /^\/?v[12x]\/+[\w.\uFFFC]/;
/** A path behind a base that names the version. */
const OPERATION =
  /^\/?(?:keys|apis|identities|ratelimits?|permissions|analytics|migrations)\.[a-zA-Z]+(?:\?.*)?$/;
/** Objects that answer requests rather than sending them. */
/** What the declaration of a type begins with. */
const TYPE = /^(?:enum|class|struct|object|interface|extension|protocol|defmodule)$/;
/** What stands for the base in a format: `"%s/v2/keys.getKey"`. */
const FORMAT = /^(?:%(?:1\$)?[s@]|\{0?\})(?=\/)/;
const SERVER = /^(?:app|server|routes?|routing|router|application|mux|scope|match|forward|live)$/i;

/** The base URLs of the API that a text names. */
export class Bases {
  private readonly versioned: SourceText | undefined;
  private readonly plain: SourceText | undefined;
  /** Hosts without a scheme, by the bracket around them. */
  private readonly hosts = new Map<number, Address[]>();

  constructor(
    private readonly tokens: TokenList,
    addresses: readonly Address[],
  ) {
    const bases = addresses.filter(({ text }) => BASE.test(text.text));
    const plain = bases.filter(({ text }) => !VERSIONED.test(text.text));
    const urls = plain.filter(({ text }) => /^https?:/i.test(text.text));
    for (const host of plain) if (!/^https?:/i.test(host.text.text)) this.noteHost(host);
    this.versioned = onlyOne(bases.filter(({ text }) => VERSIONED.test(text.text)));
    this.plain = onlyOne(urls.length > 0 ? urls : plain);
  }

  private noteHost(host: Address): void {
    const { tokens } = this;
    const around = tokens.opener(host.start);
    // `.host("api.unkey.com")`
    const open = tokens.isMark(around, '(') ? tokens.opener(around) : around;
    for (const bracket of new Set([around, open])) {
      const known = this.hosts.get(bracket);
      if (known) known.push(host);
      else this.hosts.set(bracket, [host]);
    }
  }

  /** A path behind its base; everything else, and what has no certain base, as it is. */
  whole(path: Address): SourceText {
    const format = FORMAT.exec(path.text.text)?.[0].length ?? 0;
    const text = path.text.slice(format);
    const isPath = PATH.test(text.text);
    if ((!isPath && !OPERATION.test(text.text)) || this.isServed(path)) return path.text;
    const base = isPath ? (this.beside(path) ?? this.plain) : this.versioned;
    return base ? withSlash(base, text) : path.text;
  }

  /** The host that is named in the same brackets: `Uri(host: 'api.unkey.com', path: '/v2/keys.getKey')`. */
  private beside(path: Address): SourceText | undefined {
    const { tokens } = this;
    for (let open = tokens.opener(path.start); open >= 0; open = tokens.opener(open)) {
      const inside = this.hosts.get(open);
      if (inside) return onlyOne(inside);
    }
    return undefined;
  }

  /** True for the path of a route of the program itself: `app.post("/v1/keys", …)`, `get "/v1/keys"`. */
  private isServed({ start }: Address): boolean {
    const { tokens } = this;
    if (/^(?:get|post|put|patch|delete|match|forward|scope|plug)$/.test(tokens.written(start - 1)))
      return true;
    for (let open = tokens.opener(start); open >= 0; open = tokens.opener(open)) {
      const isType = TYPE.test(tokens.written(tokens.valueStart(open - 1) - 1));
      if (!isType && tokens.callee(open).some((name) => SERVER.test(name))) return true;
    }
    return false;
  }
}

/** The base that all of them are; undefined where they differ. */
function onlyOne(bases: readonly Address[]): SourceText | undefined {
  const kinds = new Set(bases.map(({ text }) => text.text.toLowerCase().replace(/^https?:\/\/|\/+$/g, '')));
  return kinds.size === 1 ? bases[0]!.text : undefined;
}
