import { ApiError, createSegment, replaceSegment, type Segment } from '@satsuma/contracts';
import type { DraftRule } from '@satsuma/segment-engine';
import { api, hasCode } from '../../../lib/api.ts';

/** What a person typed: name, description and rule. */
export interface Content {
  readonly name: string;
  readonly description: string;
  readonly rule: DraftRule;
}

/** Creates a segment, or changes the one that is given if nobody else did meanwhile. Throws `ApiError`. */
export function saveSegment(content: Content, saved: Segment | null, force = false): Promise<Segment> {
  const body = { ...content, name: content.name.trim(), description: content.description.trim() };
  if (saved === null) return api(createSegment, { body });
  const headers: Record<string, string> = force ? {} : { 'if-match': `"${saved.version}"` };
  return api(replaceSegment, { params: { id: String(saved.id) }, body }, { headers });
}

const MOST_COPIES = 50;
const NAME_LENGTH = 120;

/** Saves what is typed as another segment; a name that is taken becomes “Name (copy)”, “Name (copy 2)” and so on. */
export async function saveAsCopy(content: Content): Promise<Segment> {
  for (let copy = 1; ; copy += 1) {
    try {
      return await saveSegment({ ...content, name: copyName(content.name.trim(), copy) }, null);
    } catch (error) {
      if (!hasCode(error, 'segment.name_taken') || copy === MOST_COPIES) throw error;
    }
  }
}

export function copyName(name: string, copy: number): string {
  const suffix = copy === 1 ? ' (copy)' : ` (copy ${copy})`;
  const stem = [...name.replace(/ \(copy(?: \d+)?\)$/, '')];
  return stem.slice(0, NAME_LENGTH - suffix.length).join('') + suffix;
}

/** What stands in the way of a save, by what the page does about it. */
export type Refused =
  | { readonly kind: 'name'; readonly message: string }
  | { readonly kind: 'rule'; readonly error: ApiError }
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'in-use' | 'other'; readonly error: unknown };

export function refusalOf(error: unknown): Refused {
  if (!(error instanceof ApiError)) return { kind: 'other', error };
  switch (error.problem.code) {
    case 'segment.name_taken':
      return { kind: 'name', message: error.problem.detail };
    case 'rule.invalid':
      return { kind: 'rule', error };
    case 'precondition.failed':
      return { kind: 'changed' };
    case 'not_found':
      return { kind: 'gone' };
    case 'segment.in_use':
    case 'segment.predefined':
      return { kind: 'in-use', error };
    default:
      return { kind: 'other', error };
  }
}
