import * as access from './access/access.endpoints.ts';
import * as catalog from './catalog/catalog.endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import * as events from './events/events.endpoints.ts';
import * as imports from './imports/imports.endpoints.ts';
import * as persons from './persons/persons.endpoints.ts';
import * as segments from './segments/segments.endpoints.ts';
import * as workspaces from './workspaces/workspaces.endpoints.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

/** Every endpoint there is, in the order of the documentation. */
export const ENDPOINTS: readonly Endpoint[] = [
  persons,
  events,
  imports,
  catalog,
  segments,
  access,
  workspaces,
].flatMap((noun) => Object.values(noun as Record<string, unknown>).filter(isEndpoint));
