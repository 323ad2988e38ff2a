import { foldText, lengthOf, unstorable } from '@satsuma/segment-engine';
import { DATA_LIMITS } from './limits.ts';

/** Why a text cannot be the name of an event; null when it can. */
export function eventNameProblem(raw: unknown): { readonly code: string; readonly message: string } | null {
  if (typeof raw !== 'string')
    return { code: 'value.type', message: 'An event needs a name, which is text.' };
  if (raw.length > DATA_LIMITS.eventName && lengthOf(raw) > DATA_LIMITS.eventName) {
    const message = `The name of an event has at most ${DATA_LIMITS.eventName} characters.`;
    return { code: 'value.limit', message };
  }
  const broken = unstorable(raw);
  if (broken !== null) return { code: 'value.invalid', message: `The name of the event ${broken}.` };
  if (foldText(raw) === '') return { code: 'value.invalid', message: 'The name of an event is not empty.' };
  return null;
}
