import type { ApiCall, ResponseRead } from '../../model.ts';
import { AnswerBody } from '../../reads/answer-body.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Step, Steps } from './answers.ts';
import type { HttpClient } from './clients/client.ts';
import type { Island } from './islands.ts';
import { choiceAround } from './read-nodes.ts';

/** A value on its way from a call to the reads of its body. */
export interface Flow {
  /** Undefined while the function around the call has to be called to know it. */
  readonly call: ApiCall | undefined;
  /** What is left to do for the body: one of these. */
  readonly ways: readonly Steps[];
  /** Set as soon as it is the body, or something in it. */
  readonly body: AnswerBody | undefined;
  readonly path: ResponseRead['path'];
  readonly insert?: ResponseRead['insert'];
  /** True where its type is written down, so that a member between would be a mistake. */
  readonly typed: boolean;
  /** Methods that say more of the request and give it again. */
  readonly chain: NonNullable<HttpClient['chain']>;
  /** Functions that it came through. */
  readonly depth: number;
}

/** A node with the island whose tree it is in. */
export interface Place {
  readonly island: Island;
  readonly node: SyntaxNode;
}

/** True for a parsed body, rather than something in it. */
export const isWhole = ({ body, path }: Flow): boolean => body !== undefined && path.length === 0;

/** The parsed bodies of one text, and what is read of them. */
export class Answers {
  private readonly bodies = new Set<AnswerBody>();

  /** The certain reads, in no order. */
  found(): readonly ResponseRead[] {
    return [...this.bodies].flatMap((body) => body.reads());
  }

  /** With a body of its own, as soon as it is one. */
  arrived(flow: Flow): Flow {
    if (flow.body || !flow.ways.some((steps) => steps.length === 0)) return flow;
    const body = new AnswerBody();
    this.bodies.add(body);
    return { ...flow, body };
  }

  /** One step nearer to the body; undefined where it does not lead there. */
  stepped(flow: Flow, kind: Step['kind'], name: string): Flow | undefined {
    const ways = flow.ways
      .filter(([step]) => step?.kind === kind && (step.kind === 'parse' || step.name === name))
      .map((steps) => steps.slice(1));
    return ways.length > 0 ? this.arrived({ ...flow, ways }) : undefined;
  }

  /** A member of a value: of a body, or one that leads to it. */
  member(
    flow: Flow,
    name: ResponseRead['path'][number],
    insert: ResponseRead['insert'] | undefined,
  ): Flow | undefined {
    const leads = flow.ways.some(([step]) => step?.kind === 'member' && step.name === name.name);
    if (!flow.body || leads) return this.stepped(flow, 'member', name.name);
    const path = [...flow.path, name];
    return flow.path.length > 0 || !insert || flow.typed ? { ...flow, path } : { ...flow, path, insert };
  }

  /** Keeps a read whose name is known. */
  record({ node, island }: Place, { call, body, path, insert }: Flow): void {
    if (!body || !call || path.length === 0) return;
    const choice = choiceAround(node);
    body.add({
      ...{ call, path },
      ...(insert ? { insert } : {}),
      ...(choice === undefined ? {} : { choice: choice + island.shift }),
    });
  }
}
