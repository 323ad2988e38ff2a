import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  QueryOf,
  createAttribute as CreateAttribute,
  createEventDefinition as CreateEventDefinition,
  listAttributeValues,
  listAttributes as ListAttributes,
  updateAttribute as UpdateAttribute,
  updateEventDefinition as UpdateEventDefinition,
} from '@satsuma/contracts';
import {
  attributeValues,
  createAttribute,
  createEventDefinition,
  deleteAttribute,
  deleteEventDefinition,
  listAttributes,
  listEventDefinitions,
  propertyValues,
  readAttribute,
  readEventDefinition,
  updateAttribute,
  updateEventDefinition,
  type Database,
} from '@satsuma/database';
import { clearRemovals } from '@satsuma/jobs';
import { InjectDatabase, JobQueue } from '@satsuma/runtime';
import { notFound, type Caller } from '../http/index.ts';
import { orProblem } from './refusal-problem.ts';

type ValuesQuery = QueryOf<typeof listAttributeValues>;

/** What a workspace knows of: attributes of people, events with their properties, and the values that are there. */
@Injectable()
export class CatalogService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly queue: JobQueue,
  ) {}

  listAttributes({ workspaceId }: Caller, query: QueryOf<typeof ListAttributes>) {
    return orProblem(listAttributes(this.db, workspaceId, query));
  }

  createAttribute({ workspaceId }: Caller, body: BodyOf<typeof CreateAttribute>) {
    return orProblem(createAttribute(this.db, workspaceId, body));
  }

  async readAttribute({ workspaceId }: Caller, name: string) {
    return there(await readAttribute(this.db, workspaceId, name), 'attribute', name);
  }

  updateAttribute({ workspaceId }: Caller, name: string, body: BodyOf<typeof UpdateAttribute>) {
    return orProblem(updateAttribute(this.db, workspaceId, name, body));
  }

  async deleteAttribute({ workspaceId }: Caller, name: string): Promise<void> {
    await orProblem(deleteAttribute(this.db, workspaceId, name));
    await this.queue.add(clearRemovals, { workspaceId });
  }

  async attributeValues({ workspaceId }: Caller, name: string, query: ValuesQuery) {
    return { data: there(await attributeValues(this.db, workspaceId, name, query), 'attribute', name) };
  }

  listEvents({ workspaceId }: Caller, query: QueryOf<typeof ListAttributes>) {
    return orProblem(listEventDefinitions(this.db, workspaceId, query));
  }

  createEvent({ workspaceId }: Caller, body: BodyOf<typeof CreateEventDefinition>) {
    return orProblem(createEventDefinition(this.db, workspaceId, body));
  }

  async readEvent({ workspaceId }: Caller, name: string) {
    return there(await readEventDefinition(this.db, workspaceId, name), 'event', name);
  }

  updateEvent({ workspaceId }: Caller, name: string, body: BodyOf<typeof UpdateEventDefinition>) {
    return orProblem(updateEventDefinition(this.db, workspaceId, name, body));
  }

  async deleteEvent({ workspaceId }: Caller, name: string): Promise<void> {
    await orProblem(deleteEventDefinition(this.db, workspaceId, name));
    await this.queue.add(clearRemovals, { workspaceId });
  }

  async propertyValues({ workspaceId }: Caller, event: string, property: string, query: ValuesQuery) {
    const values = await propertyValues(this.db, workspaceId, event, property, query);
    return { data: there(values, 'property', property) };
  }

  async hasAttribute({ workspaceId }: Caller, name: string): Promise<boolean> {
    return (await readAttribute(this.db, workspaceId, name)) !== null;
  }

  async hasEvent({ workspaceId }: Caller, name: string, property?: string): Promise<boolean> {
    const event = await readEventDefinition(this.db, workspaceId, name);
    if (event === null) return false;
    return property === undefined || event.properties.some((one) => one.name === property);
  }
}

function there<T>(found: T | null, what: string, name: string): T {
  if (found === null) throw notFound(what, name);
  return found;
}
