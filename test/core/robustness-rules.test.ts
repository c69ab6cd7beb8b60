import { testBrokenTexts } from '../harness/broken-texts.ts';
import { rulePages } from '../harness/pages.ts';

testBrokenTexts('rules', rulePages());
