import { openHead } from './file/file-head.ts';
import type { ImportFormat, ImportMapping } from './mapping/import-mapping.ts';
import { columnPath, type MappingIssue } from './mapping/check-mapping.ts';
import { headerProblems } from './rows/column-plan.ts';

/** Why a file does not go with its mapping: a sentence, and issues where the mapping names columns that it does not have. */
export interface FileRefusal {
  readonly message: string;
  readonly issues: readonly MappingIssue[];
}

/**
 * Looks at the first piece of an upload (the whole file or its first `IMPORT_LIMITS.chunkBytes`), so that a file which
 * cannot be imported is refused at once. Null when nothing speaks against it.
 */
export function checkFileHead(
  first: Uint8Array,
  mapping: ImportMapping & { readonly format: ImportFormat },
): FileRefusal | null {
  const opened = openHead(first, mapping);
  if (!opened.ok) return { message: opened.failure, issues: [] };
  const problems = headerProblems(mapping, opened.head);
  const [worst] = problems;
  if (worst === undefined) return null;
  const issues = problems.map(({ column, message }) => ({
    code: 'mapping.column',
    path: columnPath(column),
    message,
    suggestions: [],
  }));
  return { message: worst.message, issues };
}
