import { testBrokenTexts } from '../harness/broken-texts.ts';
import { languagePages } from '../harness/pages.ts';

testBrokenTexts('languages', languagePages());
