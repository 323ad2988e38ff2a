/** Limits of what is known (lengths count code points before folding). */
export const DATA_LIMITS = {
  attributes: 2000,
  attributesOfPerson: 500,
  events: 5000,
  properties: 500,
  fields: 500,
  eventName: 128,
  eventId: 128,
  externalId: 256,
  email: 254,
  /** E-mails of one person; phones as well. */
  addresses: 100,
  tags: 500,
  tag: 256,
  label: 120,
  description: 1000,
  synonyms: 20,
  synonym: 120,
} as const;
