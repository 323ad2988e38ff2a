import type { ItemError } from '../../catalog/item-report.ts';
import { quote } from '../../catalog/item-report.ts';
import type { Row } from '../file/read-rows.ts';
import type { ImportError } from '../import-errors.repository.ts';
import type { ColumnPlan } from '../rows/column-plan.ts';

/** What an error of a person or an event says of the line it came from. Values of the row that it quotes are left out. */
export function errorsOfItem(
  { line, values }: Row,
  { code, detail, issues }: ItemError,
  plans: readonly ColumnPlan[],
): ImportError[] {
  const quoted = new Set(
    [...(values?.values() ?? [])].filter((value) => typeof value === 'string').flatMap(spellings),
  );
  const veiled = (message: string): string => {
    let text = message;
    for (const value of quoted) text = text.replaceAll(value, 'The value');
    return text;
  };
  if (issues.length === 0) return [{ line, column: null, code, message: veiled(detail) }];
  return issues.map((issue) => ({
    line,
    column: columnAt(issue.path, plans),
    code: issue.code,
    message: veiled(issue.message),
  }));
}

/** How a message quotes a value, as it stood in the file and as it was passed on. */
const spellings = (value: string): string[] => [quote(value), quote(value.trim())];

/** The column that set the field at a pointer into an item; null when none did. */
function columnAt(path: string, plans: readonly ColumnPlan[]): string | null {
  const [, first = '', second = ''] = path.split('/');
  const plan =
    first === 'attributes' || first === 'properties'
      ? plans.find((one) => 'name' in one && one.name === second)
      : plans.find(({ to }) => to === fieldOf(first, second));
  return plan?.column ?? null;
}

function fieldOf(first: string, second: string): string {
  if (first === 'person') return second;
  return first === 'name' ? 'eventName' : first;
}
