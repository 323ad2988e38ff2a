import type { ValueType } from '../catalog/catalog.ts';
import { isDay, parseInstant } from './instant.ts';

/**
 * The type that an unknown attribute or property gets from its first value; null when there is nothing to tell from
 * (`null`, an empty list) or when the value has no type.
 */
export function guessType(raw: unknown): ValueType | null {
  switch (typeof raw) {
    case 'string':
      return isDay(raw) ? 'date' : parseInstant(raw) === null ? 'text' : 'datetime';
    case 'number':
      return 'decimal';
    case 'boolean':
      return 'boolean';
    case 'object':
      return Array.isArray(raw) ? guessList(raw) : null;
    default:
      return null;
  }
}

function guessList(items: readonly unknown[]): ValueType | null {
  if (items.length === 0) return null;
  if (items.every((item) => typeof item === 'string')) return 'list';
  return items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
    ? 'objects'
    : null;
}

const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** True for a date and time that would be a datetime if it had an offset: it is guessed as text, with a warning. */
export const lacksOffset = (raw: unknown): boolean => typeof raw === 'string' && WITHOUT_OFFSET.test(raw);
