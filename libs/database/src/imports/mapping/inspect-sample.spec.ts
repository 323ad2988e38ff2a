import { describe, expect, it } from 'vitest';
import type { AttributeDefinition, Catalog } from '@satsuma/segment-engine';
import { inspectSample } from './inspect-sample.ts';
import type { ImportKind } from './import-mapping.ts';

const attribute = (name: string, type: AttributeDefinition['type']): [string, AttributeDefinition] => [
  name,
  { name, label: name, type, source: { kind: 'facts', key: name } },
];

const catalog: Catalog = {
  attributes: new Map([attribute('loyaltyPoints', 'integer'), attribute('city', 'text')]),
  events: new Map([
    [
      'order',
      {
        name: 'order',
        label: 'Order',
        id: 1,
        properties: new Map([
          ['itemPrice', { name: 'itemPrice', label: 'Price', type: 'decimal' as const, key: '1' }],
          ['size', { name: 'size', label: 'Size', type: 'text' as const, key: '2' }],
        ]),
      },
    ],
    [
      'return',
      {
        name: 'return',
        label: 'Return',
        id: 2,
        properties: new Map([['size', { name: 'size', label: 'Size', type: 'integer' as const, key: '3' }]]),
      },
    ],
  ]),
  segments: new Map(),
};

const inspect = (kind: ImportKind, sample: string, fileName = 'people.csv') =>
  inspectSample({ kind, fileName, sample }, { catalog, strict: false });

describe('inspectSample', () => {
  it('guesses how a table of customers becomes people', async () => {
    const { mapping, columns, problems } = await inspect(
      'persons',
      'customerID,E-mail,Mobile Phone,First Name,Loyalty points,SeniorCitizen,Churn,Total,Since,Seen,Zip,Empty\n' +
        'a1,ana@example.com,+385911234567,Ana,5,0,Yes,1.5,2024-01-31,2024-01-31T10:00:00Z,01000,\n' +
        'a2,,,Ivo,,1,No,2,2023-12-01,2023-12-01T10:00:00+02:00,10000, \n' +
        'a3,cut o',
    );
    expect(problems).toEqual([]);
    expect(mapping).toEqual({
      format: 'csv',
      delimiter: ',',
      columns: {
        customerID: { to: 'externalId' },
        'E-mail': { to: 'email' },
        'Mobile Phone': { to: 'phone' },
        'First Name': { to: 'attribute', name: 'firstName', type: 'text' },
        'Loyalty points': { to: 'attribute', name: 'loyaltyPoints', type: 'integer' },
        SeniorCitizen: { to: 'attribute', name: 'SeniorCitizen', type: 'integer' },
        Churn: { to: 'attribute', name: 'Churn', type: 'text' },
        Total: { to: 'attribute', name: 'Total', type: 'decimal' },
        Since: { to: 'attribute', name: 'Since', type: 'date' },
        Seen: { to: 'attribute', name: 'Seen', type: 'datetime' },
        Zip: { to: 'attribute', name: 'Zip', type: 'text' },
        Empty: { to: 'attribute', name: 'Empty', type: 'text' },
      },
    });
    expect(columns[6]).toEqual({
      name: 'Churn',
      samples: ['Yes', 'No'],
      type: 'text',
      target: { to: 'attribute', name: 'Churn', type: 'text' },
    });
  });

  it('guesses how a table of purchases becomes events, and says that the event has no name yet', async () => {
    const { mapping, problems } = await inspect(
      'events',
      'customer_id;purchased_on;quantity;amount\n00001;1997-01-01;1;11.77\n00002;1997-01-12;5;12\n',
    );
    expect(mapping).toEqual({
      format: 'csv',
      delimiter: ';',
      columns: {
        customer_id: { to: 'externalId' },
        purchased_on: { to: 'occurredAt' },
        quantity: { to: 'property', name: 'quantity', type: 'integer' },
        amount: { to: 'property', name: 'amount', type: 'decimal' },
      },
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('Say which event this is');
  });

  it('finds the name, the id and the time of events', async () => {
    const { mapping, problems } = await inspect(
      'events',
      '{"id":"e1","event":"login","timestamp":"2024-01-01 10:00:00","email":"a@b.c","device":{"os":"x"},"n":1}\n',
      'log.jsonl',
    );
    expect(problems).toEqual([]);
    expect(mapping).toMatchObject({
      format: 'ndjson',
      columns: {
        id: { to: 'eventId' },
        event: { to: 'eventName' },
        timestamp: { to: 'occurredAt' },
        email: { to: 'email' },
        n: { to: 'property', type: 'integer' },
      },
    });
  });

  it('takes names and types that the catalog has already, where events agree', async () => {
    const { mapping } = await inspect('events', 'user_id,event,item_price,size\n1,order,5,3.5\n');
    expect(mapping.columns).toMatchObject({
      item_price: { to: 'property', name: 'itemPrice', type: 'decimal' },
      size: { to: 'property', name: 'size', type: 'decimal' },
    });
  });

  it('says that nobody can be told apart without an identifier', async () => {
    const { problems } = await inspect('persons', 'name,age\nAna,3\n');
    expect(problems).toEqual([expect.stringContaining('map one to externalId, email or phone')]);
  });

  it('keeps columns away from names that rules read besides attributes', async () => {
    const { mapping } = await inspect('persons', 'id,createdAt,type\n1,2024-01-01,gold\n');
    expect(mapping.columns).toMatchObject({
      createdAt: { to: 'attribute', name: 'createdAt_original' },
      type: { to: 'attribute', name: 'type_original' },
    });
  });

  it('ignores columns of one name, and says so', async () => {
    const { mapping, problems } = await inspect('persons', 'id,a,a\n1,2,3\n');
    expect(mapping.columns).toEqual({ id: { to: 'externalId' }, a: { to: 'ignore' } });
    expect(problems).toEqual([expect.stringContaining('Several columns are named "a"')]);
  });

  it('says why a sample cannot be read', async () => {
    expect(await inspect('persons', '')).toEqual({
      mapping: { format: 'csv', columns: {} },
      columns: [],
      problems: ['The file is empty.'],
    });
  });
});
