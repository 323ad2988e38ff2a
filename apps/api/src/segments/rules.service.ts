import { Injectable } from '@nestjs/common';
import type { BodyOf, checkSegmentRule, compareSegments, previewSegment } from '@satsuma/contracts';
import { checkInCatalog, compareRules, previewRule, type Connection, type Database } from '@satsuma/database';
import {
  Clock,
  InjectConfig,
  InjectConnection,
  InjectDatabase,
  Metrics,
  type Config,
} from '@satsuma/runtime';
import { parseInstant, sentencesOf } from '@satsuma/segment-engine';
import { ProblemError, type AnswerOf, type Caller } from '../http/index.ts';
import { issueOf, orProblem } from './segment-problem.ts';
import { StatementGate } from '../http/statement-gate.ts';

/** Questions about rules that nobody has saved. */
@Injectable()
export class RulesService {
  private readonly seconds;
  private readonly gate: StatementGate;

  constructor(
    @InjectDatabase() private readonly db: Database,
    @InjectConnection() private readonly connection: Connection,
    private readonly clock: Clock,
    @InjectConfig() config: Config,
    metrics: Metrics,
  ) {
    this.gate = new StatementGate(Math.max(1, Math.floor(config.databasePool / 2)));
    this.seconds = metrics.histogram('satsuma_preview_seconds', 'Time of a preview or a comparison', [
      'kind',
    ]);
  }

  async check({ workspaceId }: Caller, rule: unknown): Promise<AnswerOf<typeof checkSegmentRule>> {
    const { result, catalog } = await checkInCatalog(this.db, workspaceId, rule);
    const warnings = result.warnings.map(issueOf);
    if (!result.ok) return { ok: false, issues: result.issues.map(issueOf), warnings, sentences: [] };
    const sentences = sentencesOf(result.rule, catalog.catalog, { timeZone: catalog.timeZone });
    return { ok: true, issues: [], warnings, sentences, rule: result.rule };
  }

  async preview(
    caller: Caller,
    { rule, asOf, sampleSize }: BodyOf<typeof previewSegment>,
    signal: AbortSignal,
  ): Promise<AnswerOf<typeof previewSegment>> {
    const now = asOf === undefined ? this.clock.now() : instantOf(asOf);
    const shown = caller.allows('persons:read') ? sampleSize : 0;
    const stop = this.seconds.startTimer({ kind: 'preview' });
    try {
      const query = { rule, now, sampleSize: shown, signal };
      return await this.gate.pass(signal, () =>
        orProblem(previewRule(this.connection, caller.workspaceId, query)),
      );
    } finally {
      stop();
    }
  }

  async compare(
    { workspaceId }: Caller,
    { a, b }: BodyOf<typeof compareSegments>,
    signal: AbortSignal,
  ): Promise<AnswerOf<typeof compareSegments>> {
    const stop = this.seconds.startTimer({ kind: 'compare' });
    try {
      const query = { a, b, now: this.clock.now(), signal };
      return await this.gate.pass(signal, () => orProblem(compareRules(this.connection, workspaceId, query)));
    } finally {
      stop();
    }
  }
}

function instantOf(text: string): Date {
  const instant = parseInstant(text);
  if (instant !== null) return new Date(instant);
  const message = 'must be an instant with an offset, such as "2026-01-31T09:30:00Z"';
  throw new ProblemError('request.invalid', `asOf ${message}.`, {
    issues: [{ code: 'field.value', path: '/asOf', message }],
  });
}
