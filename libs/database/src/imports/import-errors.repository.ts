import { and, asc, sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { importErrors } from '../schema/index.ts';
import type { RowProblem } from './file/record-splitter.ts';
import { isPartOf } from './imports.repository.ts';

/** One problem of one line of a file. */
export interface ImportError extends RowProblem {
  readonly line: number;
}

const PAGE = 1000;

/** Keeps problems of lines, in a transaction of the caller. Messages must not quote what stands in the file. */
export async function addImportErrors(
  tx: Executor,
  workspaceId: number,
  importId: number,
  errors: readonly ImportError[],
): Promise<void> {
  const positions = new Map<number, number>();
  const rows = errors.map(({ line, column, code, message }) => {
    const position = positions.get(line) ?? 0;
    positions.set(line, position + 1);
    return { workspaceId, importId, line, position, column, code, message };
  });
  for (let from = 0; from < rows.length; from += PAGE) {
    await tx.insert(importErrors).values(rows.slice(from, from + PAGE));
  }
}

/** Every kept problem of an import, by line. */
export async function* readImportErrors(
  db: Executor,
  workspaceId: number,
  importId: number,
): AsyncGenerator<ImportError> {
  let after: { line: number; position: number } = { line: 0, position: 0 };
  for (;;) {
    const page = await db
      .select({
        line: importErrors.line,
        position: importErrors.position,
        column: importErrors.column,
        code: importErrors.code,
        message: importErrors.message,
      })
      .from(importErrors)
      .where(
        and(
          isPartOf(importErrors, workspaceId, importId),
          sql`(${importErrors.line}, ${importErrors.position}) > (${after.line}, ${after.position})`,
        ),
      )
      .orderBy(asc(importErrors.line), asc(importErrors.position))
      .limit(PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}
