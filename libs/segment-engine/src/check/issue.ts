import { distance } from 'fastest-levenshtein';
import { foldText } from '../text/fold.ts';

export type IssueCode =
  | 'rule.type'
  | 'rule.key_unknown'
  | 'rule.key_missing'
  | 'rule.empty'
  | 'rule.wrap'
  | 'rule.version'
  | 'rule.limit'
  | 'attribute.unknown'
  | 'event.unknown'
  | 'property.unknown'
  | 'segment.unknown'
  | 'segment.cycle'
  | 'operator.unknown'
  | 'operator.not_for_type'
  | 'value.invalid'
  | 'value.type'
  | 'value.limit'
  | 'value.range';

export type WarningCode =
  | 'value.unseen'
  | 'condition.impossible'
  | 'condition.always'
  | 'condition.repeated'
  | 'condition.contradiction'
  | 'condition.never_known';

/** One problem of a rule: where it is (JSON pointer from the root of the rule), what it is, what would fit. */
export interface Issue<C extends string = string> {
  readonly code: C;
  readonly path: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

export const pointer = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export interface Named {
  readonly name: string;
  readonly label?: string;
}

/** Names near to what was written, by name or label, nearest first; at most three. */
export function didYouMean(written: string, known: Iterable<Named>): string[] {
  const wanted = foldText(written).replace(/[_\s-]+/g, '');
  if (wanted.length > 200) return [];
  const scored: { name: string; score: number }[] = [];
  for (const { name, label } of known) {
    const score = Math.min(...[name, label ?? name].map((text) => nearness(wanted, text)));
    if (score <= Math.max(2, Math.floor(wanted.length / 3))) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return [...new Set(scored.map(({ name }) => name))].slice(0, 3);
}

function nearness(wanted: string, text: string): number {
  const folded = foldText(text).replace(/[_\s-]+/g, '');
  if (folded === wanted) return 0;
  const edits = distance(wanted, folded);
  return wanted.length > 2 && (folded.includes(wanted) || wanted.includes(folded))
    ? Math.min(edits, 2)
    : edits;
}

/** "a, b or c", for messages. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
