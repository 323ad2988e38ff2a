import { isName, nameMessage, suggestName, unstorable } from '@satsuma/segment-engine';
import { pointerTo, type ItemReport } from './item-report.ts';
import { Refusal } from './refusal.ts';

/** How people speak of an attribute, an event or a property. */
export interface Wording {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly synonyms?: readonly string[] | undefined;
}

/** Throws `request.invalid` with everything that the checks found. */
export function refuseWhenFailed(report: ItemReport): void {
  if (!report.failed) return;
  const { code, detail, issues } = report.error();
  throw new Refusal(code, detail, { issues });
}

export function checkName(name: string, path: string, report: ItemReport): void {
  if (isName(name)) return;
  const suggestion = suggestName(name);
  report.refuse('name.invalid', path, `${nameMessage(name)}.`, suggestion === null ? [] : [suggestion]);
}

/** Names that stand twice in a list. */
export function checkUnique(names: readonly string[], path: string, report: ItemReport): void {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index)
      report.refuse('name.repeated', pointerTo(path, index), `${name} is here twice.`);
  }
}

export function checkWording(
  { label, description, synonyms }: Wording,
  path: string,
  report: ItemReport,
): void {
  const texts: (readonly [string, string])[] = [
    [`${path}/label`, label ?? ''],
    [`${path}/description`, description ?? ''],
    ...(synonyms ?? []).map((synonym, index) => [`${path}/synonyms/${index}`, synonym] as const),
  ];
  for (const [at, text] of texts) {
    const broken = unstorable(text);
    if (broken !== null) report.refuse('value.invalid', at, `This text ${broken}.`);
  }
}

/** A label that says nothing is the name. */
export const labelOf = (label: string | undefined, name: string): string =>
  label === undefined || label.trim() === '' ? name : label;
