import { foldText, lengthOf, unstorable } from '@satsuma/segment-engine';
import { quote, type ItemReport } from '../catalog/item-report.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';

export type IdentifierKind = 'externalId' | 'email' | 'phone';

/** Something that says who a person is. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** What is compared: external ids as they are, e-mails folded, phones in E.164. */
  readonly value: string;
  /** As it was spelled. */
  readonly original: string;
  /** Where it stands in the item, as a JSON pointer. */
  readonly path: string;
}

export const keyOf = ({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string => `${kind}\n${value}`;

const EMAIL = /^[^\s@]+@[^\s@]+$/u;
const PHONE = /^\+[1-9]\d{1,14}$/;

/** Reads an identifier; null, with an issue, when it is none. */
export function readIdentifier(
  kind: IdentifierKind,
  raw: unknown,
  path: string,
  report: ItemReport,
): Identifier | null {
  if (typeof raw !== 'string') return report.refuse('value.type', path, `The ${WORDS[kind]} must be text.`);
  const broken = unstorable(raw);
  if (broken !== null) return report.refuse('value.invalid', path, `The ${WORDS[kind]} ${broken}.`);
  return READERS[kind](raw, path, report);
}

const WORDS: Record<IdentifierKind, string> = {
  externalId: 'external id',
  email: 'e-mail address',
  phone: 'phone number',
};

type Reader = (raw: string, path: string, report: ItemReport) => Identifier | null;

const READERS: Record<IdentifierKind, Reader> = {
  externalId: (raw, path, report) => {
    if (tooLong(raw, DATA_LIMITS.externalId)) {
      return report.refuse(
        'value.limit',
        path,
        `An external id has at most ${DATA_LIMITS.externalId} characters.`,
      );
    }
    if (foldText(raw) === '') return report.refuse('value.invalid', path, 'An external id is not empty.');
    return { kind: 'externalId', value: raw, original: raw, path };
  },
  email: (raw, path, report) => {
    if (tooLong(raw, DATA_LIMITS.email)) {
      return report.refuse(
        'value.limit',
        path,
        `An e-mail address has at most ${DATA_LIMITS.email} characters.`,
      );
    }
    const value = foldText(raw);
    if (!EMAIL.test(value)) {
      return report.refuse('value.invalid', path, `${quote(raw)} is no e-mail address.`);
    }
    return { kind: 'email', value, original: raw.trim(), path };
  },
  phone: (raw, path, report) => {
    if (PHONE.test(raw)) return { kind: 'phone', value: raw, original: raw, path };
    const cleaned = raw.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+');
    return report.refuse(
      'value.invalid',
      path,
      `${quote(raw)} is no phone number in international form, such as +385911234567.`,
      PHONE.test(cleaned) ? [cleaned] : [],
    );
  },
};

const tooLong = (text: string, most: number): boolean => text.length > most && lengthOf(text) > most;
