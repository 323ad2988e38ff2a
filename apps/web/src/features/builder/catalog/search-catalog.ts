import { didYouMean, foldText } from '@satsuma/segment-engine';
import type { Wording } from './build-catalog.ts';

/**
 * Entries that fit what was typed, best first: by the start of the label, of one of its words, of a name or synonym, then
 * by any part. Nothing typed: all by label. When nothing fits, the nearest spellings.
 */
export function searchCatalog<E extends Wording>(entries: Iterable<E>, typed: string): readonly E[] {
  const all = [...entries].sort((a, b) => a.label.localeCompare(b.label, 'en'));
  const wanted = foldText(typed);
  if (wanted === '') return all;
  const found = all
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .filter(({ rank }) => rank < NO_FIT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
  if (found.length > 0) return found;
  const near = didYouMean(typed, all);
  return near.flatMap((name) => all.filter((entry) => entry.name === name));
}

/** How well the best of some entries fits; less is better. */
export const bestRank = (entries: readonly Wording[], typed: string): number =>
  Math.min(NO_FIT, ...entries.slice(0, 1).map((entry) => rankOf(entry, foldText(typed))));

const NO_FIT = 9;

function rankOf({ label, name, synonyms, description }: Wording, wanted: string): number {
  const folded = foldText(label);
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  if (folded.split(/[\s_-]+/).some((word) => word.startsWith(wanted))) return 2;
  const others = [name, ...synonyms].map(foldText);
  if (others.includes(wanted)) return 3;
  if (others.some((other) => other.startsWith(wanted))) return 4;
  if ([folded, ...others].some((text) => text.includes(wanted))) return 5;
  return wanted.length > 2 && foldText(description).includes(wanted) ? 6 : NO_FIT;
}
