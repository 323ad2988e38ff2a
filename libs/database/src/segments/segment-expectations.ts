import { and, count, eq, ne } from 'drizzle-orm';
import { checkRule, foldText, type CheckedRule } from '@satsuma/segment-engine';
import type { WorkspaceCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { segments } from '../schema/index.ts';
import type { ChangeContext } from './change-segment.repository.ts';
import { issuesAbove, type Above } from './mentions.repository.ts';
import { noSegment, SegmentError } from './segment-error.ts';
import { freeNameNear } from './segment-names.ts';
import type { SegmentRow } from './segment-record.ts';
import { refusesChange, usageOfSegments } from './segment-usage.ts';

/** Most segments a workspace can have. */
const MOST_SEGMENTS = 10_000;

/** The row of a segment. Throws `not_found`. */
export async function rowOf(db: Executor, workspaceId: number, id: number): Promise<SegmentRow> {
  const [row] = await db
    .select()
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, id)));
  if (row === undefined) throw noSegment(id);
  return row;
}

/** Where a rule is to stand. */
interface RulePlace {
  readonly self: number | null;
  readonly above: Above;
}

/** A rule that can be saved there. Throws `rule.invalid` with everything that is wrong with it. */
export function checkedRule(
  raw: unknown,
  { catalog }: WorkspaceCatalog,
  { self, above }: RulePlace,
): CheckedRule {
  const result = checkRule(raw, catalog, { self });
  const ownIssues = result.ok ? [] : result.issues;
  const issues = result.ok && self !== null ? issuesAbove(result.rule, catalog, { self, above }) : ownIssues;
  if (!result.ok || issues.length > 0) {
    throw new SegmentError('rule.invalid', 'The rule cannot be used: see the issues.', { issues });
  }
  // As it will come back from the database, so that equal rules are found equal.
  return JSON.parse(JSON.stringify(result.rule)) as CheckedRule;
}

/** Throws when the change was made on another version than the one that is there. */
export function expectVersion(row: SegmentRow, { ifMatch = null }: Pick<ChangeContext, 'ifMatch'>): void {
  if (ifMatch === null || ifMatch === row.version) return;
  throw new SegmentError(
    'precondition.failed',
    `The segment is at version ${row.version}, not ${ifMatch}: read it again and repeat the change.`,
  );
}

/** Throws when the segment is predefined or something running depends on it. */
export async function expectChangeable(tx: Executor, row: SegmentRow): Promise<void> {
  if (row.origin === 'predefined') throw predefined(row);
  const usage = (await usageOfSegments(tx, row.workspaceId, [row.id])).get(row.id);
  const refusal = usage === undefined ? null : refusesChange(usage);
  if (refusal !== null) throw refusal;
}

/** What every change of a predefined segment is answered with. */
export const predefined = ({ name }: Pick<SegmentRow, 'name'>): SegmentError =>
  new SegmentError(
    'segment.predefined',
    `“${name}” is predefined and cannot be changed or deleted. Change a duplicate instead.`,
  );

/** Throws when the workspace has all the segments that it can have. */
export async function expectRoom(tx: Executor, workspaceId: number): Promise<void> {
  const [row] = await tx
    .select({ total: count() })
    .from(segments)
    .where(eq(segments.workspaceId, workspaceId));
  if ((row?.total ?? 0) < MOST_SEGMENTS) return;
  throw new SegmentError('limit.exceeded', `A workspace has at most ${MOST_SEGMENTS} segments.`);
}

/** Throws when another segment than `self` has the name. */
export async function expectFreeName(
  tx: Executor,
  workspaceId: number,
  name: string,
  self: number | null,
): Promise<void> {
  const folded = foldText(name);
  const [other] = await tx
    .select({ name: segments.name })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, workspaceId),
        eq(segments.nameFolded, folded),
        self === null ? undefined : ne(segments.id, self),
      ),
    );
  if (other === undefined) return;
  const free = freeNameNear(name, await takenNames(tx, workspaceId));
  const message = `A segment named “${other.name}” exists already.`;
  throw new SegmentError('segment.name_taken', message, {
    issues: [{ code: 'segment.name_taken', path: '/name', message, suggestions: [free] }],
  });
}

/** The folded names of all segments. */
export async function takenNames(tx: Executor, workspaceId: number): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ folded: segments.nameFolded })
    .from(segments)
    .where(eq(segments.workspaceId, workspaceId));
  return new Set(rows.map(({ folded }) => folded));
}

/** Throws when a name folds to nothing. */
export function expectName(name: string): void {
  if (foldText(name) !== '') return;
  throw new SegmentError('request.invalid', 'The name of a segment cannot be blank.', {
    issues: [{ code: 'value.invalid', path: '/name', message: 'must not be blank', suggestions: [] }],
  });
}
