import { failDeadUploads, listWaitingImports, runImport, type Database } from '@satsuma/database';
import { runImport as runImportJob, type PayloadOf } from '@satsuma/jobs';
import { InjectDatabase, InjectLogger, JobQueue, Metrics } from '@satsuma/runtime';
import type { Logger } from 'pino';
import { Processes, type JobContext, type Processor } from '../runtime/index.ts';

type Payload = PayloadOf<typeof runImportJob>;

/** An import from which nothing was heard for so long may need another run, in milliseconds. */
const QUIET = 5000;
/** How long one import runs before another one that waits gets its turn, in milliseconds. */
const TURN = 30_000;

/** Runs imports, and goes on with those whose process died. */
@Processes(runImportJob)
export class RunImportProcessor implements Processor<typeof runImportJob> {
  private readonly rows;

  constructor(
    @InjectDatabase() private readonly db: Database,
    @InjectLogger() private readonly logger: Logger,
    private readonly queue: JobQueue,
    metrics: Metrics,
  ) {
    this.rows = metrics.counter('satsuma_import_rows_total', 'Rows of imports', ['kind', 'outcome']);
  }

  async run(payload: Payload, { signal, now }: JobContext): Promise<void> {
    const { workspaceId, importId } = payload;
    const turn = AbortSignal.any([signal, AbortSignal.timeout(TURN)]);
    const outcome = await runImport(this.db, workspaceId, importId, {
      now,
      signal: turn,
      onBatch: ({ kind, written, refused }) => {
        this.rows.inc({ kind, outcome: 'written' }, written);
        this.rows.inc({ kind, outcome: 'refused' }, refused);
      },
    });
    if (outcome === 'stopped' && !signal.aborted) await this.queue.add(runImportJob, payload);
    this.logger.info({ workspaceId, importId, outcome }, 'import run ended');
  }

  /** Also ends the uploads whose sender or receiver died: nobody else would. */
  async unfinished(now: Date): Promise<readonly Payload[]> {
    const dead = await failDeadUploads(this.db, now);
    for (const upload of dead) this.logger.warn(upload, 'upload broke off');
    return listWaitingImports(this.db, new Date(now.getTime() - QUIET));
  }
}
