/** People that a reply speaks of, so that deleting one of them deletes the kept reply. Ids of no people do no harm. */
export function personIdsOf(payload: unknown): number[] {
  if (typeof payload !== 'string') return [];
  const found = new Set<number>();
  collect(JSON.parse(payload), found);
  return [...found];
}

function collect(value: unknown, found: Set<number>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  const { id, personId, emails, index } = value as Record<string, unknown>;
  // A person is known by their addresses, an entry of a batch by its index.
  if (typeof id === 'number' && (emails !== undefined || index !== undefined)) found.add(id);
  if (typeof personId === 'number') found.add(personId);
  for (const inner of Object.values(value)) collect(inner, found);
}
