import type { ImportMapping } from '@satsuma/contracts';
import { describe, expect, it } from 'vitest';
import {
  columnPointer,
  draftMapping,
  finishedMapping,
  mappingProblems,
  retarget,
  type Inspection,
} from './mapping-draft.ts';

const inspection: Inspection = {
  mapping: { format: 'csv', delimiter: ';', columns: {} },
  columns: [
    { name: 'id', samples: ['1'], type: 'integer', target: { to: 'externalId' } },
    {
      name: 'city',
      samples: ['Split'],
      type: 'text',
      target: { to: 'attribute', name: 'city', type: 'text' },
    },
    { name: 'junk', samples: [], type: 'text', target: { to: 'ignore' } },
  ],
  problems: [],
};
const [id, city] = inspection.columns;
if (id === undefined || city === undefined) throw new Error('no columns');

describe('the mapping of an import', () => {
  it('starts from what was guessed and leaves out what is left out', () => {
    const mapping = draftMapping(inspection);
    expect(Object.keys(mapping.columns)).toEqual(['id', 'city', 'junk']);
    expect(finishedMapping('persons', mapping)).toEqual({
      format: 'csv',
      delimiter: ';',
      columns: { id: { to: 'externalId' }, city: { to: 'attribute', name: 'city', type: 'text' } },
    });
  });

  it('keeps the guess when a column comes back to it', () => {
    const ignored = retarget(draftMapping(inspection), city, 'ignore');
    expect(ignored.columns['city']).toEqual({ to: 'ignore' });
    expect(retarget(ignored, city, 'attribute').columns['city']).toEqual(city.target);
    expect(retarget(ignored, id, 'attribute').columns['id']).toEqual({ to: 'attribute', type: 'integer' });
  });

  it('says what is missing', () => {
    const nobody: ImportMapping = { columns: { city: { to: 'attribute' } } };
    expect(mappingProblems('persons', nobody)).toHaveLength(1);
    expect(mappingProblems('events', nobody)).toHaveLength(2);
    expect(mappingProblems('events', { columns: { id: { to: 'email' } }, event: ' ' })).toHaveLength(1);
    expect(mappingProblems('events', { columns: { id: { to: 'email' }, e: { to: 'eventName' } } })).toEqual(
      [],
    );
  });

  it('sends the name of the event only where no column has it', () => {
    const mapping: ImportMapping = { event: ' purchase ', columns: { id: { to: 'externalId' } } };
    expect(finishedMapping('events', mapping).event).toBe('purchase');
    expect(finishedMapping('persons', mapping)).not.toHaveProperty('event');
    const named: ImportMapping = { ...mapping, columns: { id: { to: 'email' }, e: { to: 'eventName' } } };
    expect(finishedMapping('events', named)).not.toHaveProperty('event');
  });

  it('points at a column as the server does', () => {
    expect(columnPointer('a/b~c')).toBe('/mapping/columns/a~1b~0c');
  });
});
