import { Injectable } from '@nestjs/common';
import { REQUEST_LIMITS, type BodyOf, type trackEvents as TrackEvents } from '@satsuma/contracts';
import { trackEvents, type Database } from '@satsuma/database';
import { Clock, InjectDatabase, Metrics } from '@satsuma/runtime';
import { itemProblem, refusedItem, withWarnings } from '../catalog/refusal-problem.ts';
import { ProblemError, type AnswerOf, type Caller } from '../http/index.ts';

/** Takes events. When an answer is given, the accepted ones are durable. */
@Injectable()
export class EventsService {
  private readonly events;

  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.events = metrics.counter('satsuma_events_total', 'Events received', ['outcome']);
  }

  async track(
    { workspaceId }: Caller,
    body: BodyOf<typeof TrackEvents>,
  ): Promise<AnswerOf<typeof TrackEvents>> {
    const isBatch = 'events' in body;
    const events = isBatch ? body.events : [body];
    if (events.length > REQUEST_LIMITS.eventsPerBatch) {
      const message = `A request has at most ${REQUEST_LIMITS.eventsPerBatch} events, not ${events.length}.`;
      throw new ProblemError('limit.exceeded', message, {
        issues: [{ code: 'limit.exceeded', path: '/events', message }],
      });
    }
    const { accepted, duplicates, failed, warnings } = await trackEvents(this.db, workspaceId, events, {
      now: this.clock.now(),
    });
    this.events.inc({ outcome: 'accepted' }, accepted);
    this.events.inc({ outcome: 'duplicate' }, duplicates);
    this.events.inc({ outcome: 'failed' }, failed.length);
    const [first] = failed;
    if (!isBatch && first !== undefined) throw refusedItem(first.error);
    const rootOf = (index: number): string => (isBatch ? `/events/${index}` : '');
    return {
      accepted,
      duplicates,
      failed: failed.map(({ index, error }) => ({ index, error: itemProblem(error, rootOf(index)) })),
      ...withWarnings(warnings, rootOf),
    };
  }
}
