import { Injectable } from '@nestjs/common';
import {
  REQUEST_LIMITS,
  type BodyOf,
  type QueryOf,
  type listPersonEvents as ListPersonEvents,
  type listPersonSegments as ListPersonSegments,
  type listPersons as ListPersons,
  type mergePersons as MergePersons,
  type updatePerson as UpdatePerson,
  type upsertPerson as UpsertPerson,
  type upsertPersons as UpsertPersons,
} from '@satsuma/contracts';
import {
  deletePerson,
  findPerson,
  listPersonEvents,
  listPersonSegments,
  listPersons,
  mergePersons,
  parsePersonReference,
  readPersons,
  updatePerson,
  upsertPersons,
  type Database,
  type PersonOutcome,
  type PersonRecord,
  type PersonReference,
} from '@satsuma/database';
import { Clock, InjectDatabase } from '@satsuma/runtime';
import { itemProblem, orProblem, refusedItem, withWarnings } from '../catalog/refusal-problem.ts';
import { ProblemError, notFound, withStatus, type AnswerOf, type Caller } from '../http/index.ts';

/** People: who they are, what is known of them, what they did. Paths name one by id or by an identifier. */
@Injectable()
export class PersonsService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async upsert({ workspaceId }: Caller, body: BodyOf<typeof UpsertPerson>) {
    const [outcome] = await upsertPersons(this.db, workspaceId, [body], { now: this.clock.now() });
    if (outcome === undefined) throw new Error('a person had no outcome');
    const reply = await this.replyOf(workspaceId, outcome);
    return withStatus(reply, outcome.status === 'created' ? 201 : 200);
  }

  async upsertMany(
    { workspaceId }: Caller,
    persons: readonly unknown[],
  ): Promise<AnswerOf<typeof UpsertPersons>> {
    if (persons.length > REQUEST_LIMITS.personsPerBatch) {
      const message = `A batch has at most ${REQUEST_LIMITS.personsPerBatch} people, not ${persons.length}.`;
      throw new ProblemError('limit.exceeded', message, {
        issues: [{ code: 'limit.exceeded', path: '/persons', message }],
      });
    }
    const outcomes = await upsertPersons(this.db, workspaceId, persons, { now: this.clock.now() });
    const results = outcomes.map((outcome, index) =>
      outcome.status === 'failed'
        ? { index, status: outcome.status, error: itemProblem(outcome.error, rootOf(index)) }
        : { index, status: outcome.status, id: outcome.id },
    );
    const warnings = outcomes.flatMap((outcome, index) =>
      outcome.warnings.map((warning) => ({ index, ...warning })),
    );
    return { results, ...withWarnings(warnings, rootOf) };
  }

  list({ workspaceId }: Caller, query: QueryOf<typeof ListPersons>) {
    return orProblem(listPersons(this.db, workspaceId, query));
  }

  async read({ workspaceId }: Caller, reference: string): Promise<PersonRecord> {
    const [person] = await readPersons(this.db, workspaceId, [await this.idOf(workspaceId, reference)]);
    if (person === undefined) throw notFound('person', reference);
    return person;
  }

  async update({ workspaceId }: Caller, reference: string, body: BodyOf<typeof UpdatePerson>) {
    const meant = referenceOf(reference);
    const outcome = await updatePerson(this.db, workspaceId, meant, body, { now: this.clock.now() });
    if (outcome === null) throw notFound('person', reference);
    return this.replyOf(workspaceId, outcome);
  }

  async delete({ workspaceId }: Caller, reference: string): Promise<void> {
    const wasThere = await deletePerson(this.db, workspaceId, referenceOf(reference));
    if (!wasThere) throw notFound('person', reference);
  }

  async merge(caller: Caller, { from, into }: BodyOf<typeof MergePersons>): Promise<PersonRecord> {
    const now = this.clock.now();
    const work = mergePersons(this.db, caller.workspaceId, mergedOf(from), mergedOf(into), { now });
    return this.read(caller, String(await orProblem(work)));
  }

  async events({ workspaceId }: Caller, reference: string, query: QueryOf<typeof ListPersonEvents>) {
    const id = await this.idOf(workspaceId, reference);
    return orProblem(listPersonEvents(this.db, workspaceId, id, query));
  }

  async segments({ workspaceId }: Caller, reference: string, query: QueryOf<typeof ListPersonSegments>) {
    const id = await this.idOf(workspaceId, reference);
    return orProblem(listPersonSegments(this.db, workspaceId, id, query));
  }

  async exists({ workspaceId }: Caller, reference: string): Promise<boolean> {
    return (await findPerson(this.db, workspaceId, referenceOf(reference))) !== null;
  }

  private async idOf(workspaceId: number, reference: string): Promise<number> {
    const id = await findPerson(this.db, workspaceId, referenceOf(reference));
    if (id === null) throw notFound('person', reference);
    return id;
  }

  private async replyOf(workspaceId: number, outcome: PersonOutcome) {
    if (outcome.status === 'failed') throw refusedItem(outcome.error);
    const [person] = await readPersons(this.db, workspaceId, [outcome.id]);
    if (person === undefined) throw notFound('person', outcome.id);
    return { ...person, ...withWarnings(outcome.warnings, rootOf) };
  }
}

const rootOf = (index: number): string => `/persons/${index}`;

const mergedOf = (given: number | PersonReference): PersonReference =>
  typeof given === 'number' ? { id: given } : given;

function referenceOf(text: string): PersonReference {
  const reference = parsePersonReference(text);
  if (reference === null) throw notFound('person', text);
  return reference;
}
