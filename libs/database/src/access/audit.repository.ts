import { desc, eq } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { auditLog } from '../schema/index.ts';

export interface AuditEntry {
  readonly workspaceId: number;
  /** Such as `account:3`, `key:12` or `instance`. */
  readonly actor: string;
  /** Such as `segment.created`. */
  readonly action: string;
  /** Such as `segment:7`. */
  readonly subject: string;
  /** What changed. Never a secret, never what is known about a person. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** When; the database's time when absent. */
  readonly at?: Date;
}

/** Writes down who changed what. Belongs into the transaction of the change. */
export async function recordAudit(db: Executor, { details = {}, ...entry }: AuditEntry): Promise<void> {
  await db.insert(auditLog).values({ ...entry, details });
}

export type AuditRow = typeof auditLog.$inferSelect;

/** The newest entries of a workspace, newest first. */
export async function listAudit(db: Executor, workspaceId: number, limit: number): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(eq(auditLog.workspaceId, workspaceId))
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
