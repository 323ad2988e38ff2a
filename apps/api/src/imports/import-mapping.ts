import { ImportKind, ImportMapping, type ProblemIssue } from '@satsuma/contracts';
import type { MappingIssue } from '@satsuma/database';
import { issuesOf } from '../http/issues.ts';
import { furtherProblems, ProblemError } from '../http/index.ts';
import { textIssues } from '../http/text-check.ts';

/** The field `kind` of a form. */
export function readKind(text: string | undefined): ImportKind {
  const kind = ImportKind.safeParse(text);
  if (kind.success) return kind.data;
  const message = text === undefined ? 'is missing' : 'must be persons or events';
  throw new ProblemError('request.invalid', `kind ${message}: send it before the file.`, {
    issues: [{ code: 'field.value', path: '/kind', message, suggestions: [...ImportKind.options] }],
  });
}

/** The field `mapping` of a form, of the right shape; whether it makes sense is checked against the catalog. */
export function readMapping(text: string | undefined): ImportMapping {
  if (text === undefined) {
    throw new ProblemError('request.invalid', 'mapping is missing: send it before the file.', {
      issues: [{ code: 'field.missing', path: '/mapping', message: 'is missing' }],
    });
  }
  const raw = parseJson(text);
  const parsed = ImportMapping.safeParse(raw, { reportInput: true });
  if (!parsed.success) throw importInvalid(issuesOf(parsed.error.issues, ImportMapping).map(below));
  const texts = textIssues(raw, ImportMapping);
  if (texts.length > 0) throw importInvalid(texts.map(below));
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw importInvalid([{ code: 'json.invalid', path: '/mapping', message: 'is not valid JSON' }]);
  }
}

const below = (issue: ProblemIssue): ProblemIssue => ({ ...issue, path: `/mapping${issue.path}` });

/** Why an import cannot start; the detail says the first issue where no sentence is given. */
export function importInvalid(issues: readonly ProblemIssue[], detail?: string): ProblemError {
  const [first] = issues;
  const said = detail ?? `${first?.path ?? ''}: ${first?.message ?? 'The import is not valid.'}`;
  const more = detail === undefined ? furtherProblems(issues.length - 1) : '';
  return new ProblemError('import.invalid', said + more, issues.length > 0 ? { issues } : {});
}

export const issueOf = ({ suggestions, ...issue }: MappingIssue): ProblemIssue =>
  suggestions.length > 0 ? { ...issue, suggestions: [...suggestions] } : issue;
