import { lazy } from '../../lazy.ts';
import type { ApiCall, ResponseRead } from '../../model.ts';
import { type Flow, noteGiven, notePassed, type Steps } from '../../reads/flow.ts';
import { answersOtherwise, IN_SENDER, waysToBody } from './answers.ts';
import type { Cutter } from './cutter.ts';
import type { Match } from './origin.ts';
import { catcherOf, deliveriesOf, onlyOwner, waysFromError } from './read-callbacks.ts';
import { handOn } from './read-handed.ts';
import { interceptorsOf } from './read-interceptors.ts';
import { boundByParameter } from './read-patterns.ts';
import { Walk } from './read-walk.ts';
import type { Reading } from './reading.ts';
import type { Contexts } from './sdk-contexts.ts';
import { mayUnwrap } from './unwrapping.ts';

/** Finds what is read of the answers to calls, by following what these give through a text. */
export class ReadFinder {
  private readonly walk: Walk;
  private readonly unwraps = lazy(() => mayUnwrap(this.reading.tokens));

  /** @param callAt the request that the call with its arguments at token `open` sends, where there is just one. */
  constructor(
    private readonly reading: Reading,
    cutter: Cutter,
    callAt: (open: number) => ApiCall | undefined,
  ) {
    this.walk = new Walk(reading, cutter, callAt);
  }

  /**
   * Follows what the call of a client gives whose arguments begin with token `open`. `oneOf`: one of the calls that it is,
   * where that depends on who calls the function around it.
   */
  ofClient(open: number, { client, name, token, proven }: Match, oneOf: ApiCall | undefined): void {
    const { tokens, scope } = this.reading;
    if ((client.name !== 'fetch' && this.unwraps()) || (!proven && scope.replacesFetch)) return;
    if (answersOtherwise(client.name, tokens.text)) return;
    const called = name || tokens.text.slice(token.start, token.end);
    const failed = waysFromError(client.name);
    this.from(open, waysToBody(client.name, called), {
      ...{ chain: client.chain ?? {}, oneOf },
      ...(failed ? { failed } : {}),
    });
    this.delivered(open, client.name, oneOf);
  }

  /** What a client calls functions with, keeps in the object that sends, or throws. */
  private delivered(open: number, client: string, oneOf: ApiCall | undefined): void {
    const place = this.walk.callPlace(open);
    const begin = (ways: readonly Steps[]): Flow =>
      this.walk.answers.begin(this.walk.callAt(open), ways, oneOf);
    if (!place) return;
    for (const { callback, index, ways } of deliveriesOf(this.reading, client, place))
      this.walk.callback({ island: place.island, node: callback }, begin(ways), index);
    const inSender = Object.hasOwn(IN_SENDER, client) ? IN_SENDER[client] : undefined;
    const owner = inSender && onlyOwner(this.reading, place);
    if (inSender && owner !== undefined) this.walk.used(this.reading.tokens.starts[owner]!, begin(inSender));
    const failed = waysFromError(client);
    const catcher = failed && catcherOf(this.reading, open);
    if (failed && catcher !== undefined)
      this.walk.used(this.reading.tokens.starts[catcher]!, { ...begin(failed), isError: true });
    if (failed && client === 'axios')
      for (const callback of interceptorsOf(this.reading, (at) => this.walk.callPlace(at), place))
        this.walk.callback(callback, { ...begin(failed), isError: true });
  }

  /** Follows what middleware of an SDK hands in, which is the answer to `call`. */
  ofContexts(call: ApiCall, { answers, handlers }: Contexts): void {
    // One value, wherever it is asked for.
    const flow = this.walk.answers.begin(call, [[]]);
    for (const place of answers) this.walk.follow(place, flow);
    for (const place of handlers) this.walk.callback(place, flow, 1);
  }

  /** The reads of all that was followed, in no order. */
  found(): readonly ResponseRead[] {
    for (let next = this.walk.given.next(); next.length > 0; next = this.walk.given.next())
      for (const { parameter, flow } of next)
        if (typeof parameter === 'number') this.walk.used(parameter, flow);
        else this.walk.bound(boundByParameter(this.reading, this.walk.answers, parameter, flow));
    for (const { flow, from } of this.walk.given.rest()) {
      notePassed(flow);
      if (from) handOn(this.walk, from.core, from.outer, flow);
      else noteGiven(flow);
    }
    return this.walk.answers.found();
  }

  /** Follows what a call gives by which one of `ways` leads to the body; the call of an SDK may give it itself. */
  from(open: number, ways: readonly Steps[], more: Pick<Flow, 'chain' | 'oneOf' | 'failed'> = {}): void {
    const place = ways.length > 0 ? this.walk.callPlace(open) : undefined;
    if (!place) return;
    const oneOf = more.oneOf ?? (this.walk.callAt(open) ? undefined : this.walk.oneAround(place));
    const flow = { ...this.walk.answers.begin(this.walk.callAt(open), ways), ...more, oneOf };
    this.walk.follow(place, this.walk.typed(place, 'type_arguments', flow));
  }
}
