export { countWords } from './event-words.ts';
export {
  explainCondition,
  explainRule,
  sentencesOf,
  type ExplainOptions,
  type Sentence,
} from './explain-rule.ts';
export * from './labels.ts';
export { timeWords, windowWords } from './time.ts';
