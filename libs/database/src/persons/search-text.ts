import { foldText, type Fact } from '@satsuma/segment-engine';

/** Keys of the standard attributes that the search box looks at. */
export interface NameKeys {
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
}

/**
 * What the search box looks through: the name as first and last name with a space between, e-mails, phones and the external
 * id, folded, a line each, so that nothing is found across two of them.
 */
export function searchText(facts: Readonly<Record<string, Fact>>, names: NameKeys): string {
  const name = [names.firstName, names.lastName].flatMap((key) =>
    key === undefined ? [] : listOf(facts[key]),
  );
  return [
    name.join(' '),
    ...listOf(facts['email']),
    ...listOf(facts['phone']),
    ...listOf(facts['externalId']),
  ]
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\n', ' '))
    .join('\n');
}

/** The pattern of `like` that finds a text anywhere; null when the text folds to nothing, which restricts nothing. */
export function searchPattern(search: string): string | null {
  const folded = foldText(search).replaceAll('\n', ' ').replaceAll('\0', '');
  return folded === '' ? null : `%${folded.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

const listOf = (fact: Fact | undefined): readonly string[] =>
  fact === undefined ? [] : typeof fact === 'string' ? [fact] : (fact as readonly string[]);
