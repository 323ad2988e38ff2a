import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { QueryOf, explainSegmentPerson, listSegmentPersons } from '@satsuma/contracts';
import {
  explainPerson,
  findPerson,
  listMembers,
  parsePersonReference,
  readSegment,
  streamMembers,
  type Database,
} from '@satsuma/database';
import { Clock, InjectDatabase } from '@satsuma/runtime';
import { notFound, streamReply, type AnswerOf, type Caller, type StreamReply } from '../http/index.ts';
import { orProblem } from './segment-problem.ts';

/** The people in segments, and why they are. */
@Injectable()
export class MembersService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  list(
    { workspaceId }: Caller,
    segmentId: number,
    query: QueryOf<typeof listSegmentPersons>,
  ): Promise<AnswerOf<typeof listSegmentPersons>> {
    return orProblem(listMembers(this.db, workspaceId, segmentId, query));
  }

  async csv({ workspaceId }: Caller, segmentId: number): Promise<StreamReply> {
    const { name } = await orProblem(readSegment(this.db, workspaceId, segmentId));
    const pieces = await orProblem(streamMembers(this.db, workspaceId, segmentId));
    // One piece is read ahead at most, and the next only when the reader has taken it.
    const stream = Readable.from(pieces, { highWaterMark: 1 });
    return streamReply(stream, {
      contentType: 'text/csv; charset=utf-8',
      fileName: `${fileNameOf(name)}.csv`,
    });
  }

  async explain(
    { workspaceId }: Caller,
    segmentId: number,
    person: string,
  ): Promise<AnswerOf<typeof explainSegmentPerson>> {
    const personId = await this.personIn(workspaceId, person);
    const query = { personId: personId ?? 0, now: this.clock.now() };
    const explanation = await orProblem(explainPerson(this.db, workspaceId, segmentId, query));
    if (explanation === null) throw notFound('person', person);
    const { since, conditions, member } = explanation;
    return { member, ...(since === null ? {} : { since }), conditions };
  }

  /** Whether the workspace has the person whom a path names. */
  async hasPerson({ workspaceId }: Caller, person: string): Promise<boolean> {
    return (await this.personIn(workspaceId, person)) !== null;
  }

  private async personIn(workspaceId: number, person: string): Promise<number | null> {
    const reference = parsePersonReference(person);
    return reference === null ? null : findPerson(this.db, workspaceId, reference);
  }
}

/** A name that every file system takes. */
const fileNameOf = (name: string): string => name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').trim() || 'segment';
