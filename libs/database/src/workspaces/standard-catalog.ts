import { STANDARD_ATTRIBUTES } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { attributes, eventDefinitions } from '../schema/index.ts';

/** The event that programs send when a person opens the app. */
export const EVENT_OF_MOBILE_USE = 'app_launched';

/** Gives a new workspace the attributes and events that every workspace has. */
export async function insertStandardCatalog(tx: Executor, workspaceId: number): Promise<void> {
  await tx.insert(attributes).values(
    STANDARD_ATTRIBUTES.map(({ name, label, type }) => ({
      workspaceId,
      name,
      label,
      type,
      origin: 'standard' as const,
    })),
  );
  await tx.insert(eventDefinitions).values({
    workspaceId,
    name: EVENT_OF_MOBILE_USE,
    label: 'App launched',
    description: 'The person opened the mobile app.',
  });
}
