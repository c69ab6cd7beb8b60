import { HOLE, SourceText } from '../source.ts';
import type { Address } from './bases.ts';
import { declarationsOf } from './outline.ts';
import type { RequestReader } from './requests/reader.ts';
import { parametersOf } from './requests/senders.ts';
import { callGiven } from './requests/site.ts';

interface Sender {
  readonly address: Address;
  /** What the function puts before what it is given. */
  readonly base: SourceText;
}

const OPERATION = /^\/?(?:v[12]\/)?[a-z]+\.[a-zA-Z]+(?:[?/].*)?$/;
const BASE = /\/v[12]\/*$|^https?:\/\/api\.unkey\.(?:com|dev)\/*$/;

/** The URLs that functions of a text make of a base and a path that they are given. */
export class SenderUrls {
  private readonly senders = new Map<string, Sender>();
  /** Addresses of functions that are called with a path of the API. */
  private readonly told = new Set<Address>();
  private readonly wholes = new Map<Address, SourceText>();

  constructor(reader: RequestReader, addresses: readonly Address[]) {
    const open = addresses.filter(({ text }) => text.text.endsWith(HOLE));
    if (open.length === 0) return;
    const { tokens } = reader;
    const declared = declarationsOf(tokens, reader.functions);
    for (const address of open) {
      const own = declared.findLast(({ from, to }) => from <= address.start && address.start < to);
      const name = own && tokens.written(own.name);
      if (!own || name === undefined) continue;
      if (declared.filter((one) => tokens.written(one.name) === name).length > 1) continue;
      const base = address.text.slice(0, address.text.length - 1);
      const last = lastName(reader, address.end - 1);
      const isGiven = parametersOf(reader, own)?.some((one) => tokens.written(one.name) === last);
      if (isGiven && BASE.test(base.text)) this.senders.set(name, { address, base });
    }
    if (this.senders.size === 0) return;
    for (const address of addresses) {
      if (!OPERATION.test(address.text.text)) continue;
      const call = callGiven(reader, { from: address.start, to: address.end });
      const isOwn = call?.names.slice(0, -1).every((one) => /^(?:this|self)$/.test(one));
      const sender = isOwn ? this.senders.get(call?.names.at(-1) ?? '') : undefined;
      if (!sender) continue;
      this.wholes.set(address, SourceText.join([sender.base, address.text], sender.base.offset(0)));
      this.told.add(sender.address);
    }
  }

  /** The URL that a path becomes in the function that is called with it; undefined for other addresses. */
  whole(address: Address): SourceText | undefined {
    return this.wholes.get(address);
  }

  /** True for the URL of a function that is told where it is called. */
  isTold(address: Address): boolean {
    return this.told.has(address);
  }
}

/** The name that the last token of an address is, or ends with. */
function lastName({ tokens, text }: RequestReader, at: number): string {
  const hole = tokens.string(at)?.holes.at(-1);
  return hole ? text.slice(hole.inner.start, hole.inner.end).trim() : tokens.written(at);
}
