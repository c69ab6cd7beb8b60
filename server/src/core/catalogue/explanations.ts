import { lazy } from '../lazy.ts';
import { accessExplanations } from './explanations/access.ts';
import { applicationExplanations } from './explanations/application.ts';
import { dataExplanations } from './explanations/data.ts';
import { deployExplanations } from './explanations/deploy.ts';
import { frontlineExplanations } from './explanations/frontline.ts';
import { resourceExplanations } from './explanations/resources.ts';
import { userExplanations } from './explanations/user.ts';

/** What an error means, in our words. Sentences may hold Markdown code spans. */
export interface Explanation {
  /** One or two sentences. */
  readonly meaning: string;
  /** At least two, the likeliest first. */
  readonly causes: readonly string[];
  /** At least two, each something to do. */
  readonly fixes: readonly string[];
  /** What it is easily confused with, or where the vendor's page is wrong. */
  readonly note?: string;
  /** Whether and when sending the same request again can help. */
  readonly retry?: string;
}

/** Functions, so that the texts are compiled when the first of them is asked for and cost a start nothing. */
const groups = [
  accessExplanations,
  applicationExplanations,
  dataExplanations,
  deployExplanations,
  frontlineExplanations,
  resourceExplanations,
  userExplanations,
];

const explanations = lazy(() => new Map(groups.flatMap((group) => Object.entries(group()))));

/** The explanation of an error code (`err:unkey:data:key_not_found`); undefined where none is written. */
export function explanationOf(code: string): Explanation | undefined {
  return explanations().get(code);
}
