import type { Scalar } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import { LIMITS } from '../limits.ts';
import { operatorOf } from '../operators/operators.ts';
import { foldText, lengthOf } from '../text/fold.ts';
import { isDay } from '../values/instant.ts';
import { parseValue } from '../values/value.ts';
import { quote, type Checker } from './checker.ts';
import type { Reading, Subject } from './operands.ts';

/** A single operand of the type of the subject, in its canonical wire form. */
export function readScalar(reading: Reading, key: string, raw: unknown, path: string): Scalar | null {
  const { checker, subject, name } = reading;
  if (raw === undefined) return checker.issue('rule.key_missing', path, `is missing: ${name} needs ${key}.`);
  const type = subject.type === 'list' ? 'text' : subject.type;
  if (type === 'objects') return checker.issue('value.type', path, 'objects have no single value.');
  if (type === 'datetime' && typeof raw === 'string' && isDay(raw)) return raw;
  const parsed = parseValue(type, raw);
  if (!parsed.ok) {
    const { code, message, suggestions } = parsed.problem;
    const hint = type === 'datetime' ? ', or a day such as "2026-01-31"' : '';
    return checker.issue(
      code,
      path,
      `${quote(raw)} does not fit ${subject.label}: it ${message}${hint}.`,
      suggestions,
    );
  }
  if (parsed.missing) {
    const near = operatorOf(subject.type, 'is_not_set') === undefined ? [] : ['is_set', 'is_not_set'];
    return checker.issue(
      'value.invalid',
      path,
      `${quote(raw)} is empty; to ask whether ${subject.label} is there, use is_set or is_not_set.`,
      near,
    );
  }
  if (type === 'text') return readTextOperand(reading, raw as string, path);
  return type === 'integer' || type === 'decimal' ? (parsed.fact as number) : (raw as Scalar);
}

const EXACT_TEXT: readonly OperatorName[] = [
  'is',
  'is_not',
  'is_any_of',
  'is_none_of',
  'includes_any_of',
  'includes_all_of',
  'includes_none_of',
];

function readTextOperand({ checker, subject, name }: Reading, raw: string, path: string): string | null {
  if (name === 'matches' || name === 'not_matches') {
    const wildcards = foldText(raw).match(/[*?]/g)?.length ?? 0;
    if (wildcards > LIMITS.wildcards) {
      return checker.issue(
        'rule.limit',
        path,
        `A pattern has at most ${LIMITS.wildcards} wildcards; this one has ${wildcards}.`,
      );
    }
  }
  if (EXACT_TEXT.includes(name) && subject.knownValues !== undefined) warnUnseen(checker, raw, path, subject);
  return raw;
}

function warnUnseen(checker: Checker, raw: string, path: string, { label, knownValues = [] }: Subject): void {
  if (foldedOf(knownValues).has(foldText(raw))) return;
  const known = knownValues.map((name) => ({ name }));
  const near = lengthOf(raw) > 200 ? [] : checker.near(raw, known);
  checker.warn('value.unseen', path, `Nobody has ${quote(raw)} as ${label} so far.`, near);
}

const folded = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Known values as they compare; folded once, however many operands are held against them. */
function foldedOf(values: readonly string[]): ReadonlySet<string> {
  const known = folded.get(values) ?? new Set(values.map(foldText));
  folded.set(values, known);
  return known;
}
