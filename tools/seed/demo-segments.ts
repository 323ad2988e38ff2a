import type { Rule } from '@satsuma/segment-engine';

export interface DemoSegment {
  readonly name: string;
  readonly description: string;
  readonly rule: Rule;
}

/** Segments that somebody who sells to these people would make first. */
export const DEMO_SEGMENTS: readonly DemoSegment[] = [
  {
    name: 'Big spenders',
    description: 'Spent at least 500 € within the last 180 days.',
    rule: {
      match: 'all',
      conditions: [
        {
          kind: 'event',
          event: 'purchase',
          measure: { function: 'sum', property: 'total' },
          compare: { operator: 'at_least', value: 500 },
          window: { kind: 'last', amount: 180, unit: 'day' },
        },
      ],
    },
  },
  {
    name: 'Abandoned cart, still reachable',
    description: 'Left a cart behind within the last week, has not ordered since then, and takes e-mail.',
    rule: {
      match: 'all',
      conditions: [
        { kind: 'event', event: 'cart_abandoned', window: { kind: 'last', amount: 7, unit: 'day' } },
        {
          kind: 'event',
          event: 'purchase',
          count: { operator: 'exactly', value: 0 },
          window: { kind: 'last', amount: 7, unit: 'day' },
        },
        { kind: 'attribute', attribute: 'emailOptIn', operator: 'is', value: true },
      ],
    },
  },
  {
    name: 'Win back',
    description: 'Ordered at least twice, but not for 90 days, and takes e-mail or SMS.',
    rule: {
      match: 'all',
      conditions: [
        { kind: 'event', event: 'purchase', count: { operator: 'at_least', value: 2 } },
        {
          kind: 'event',
          event: 'purchase',
          count: { operator: 'exactly', value: 0 },
          window: { kind: 'last', amount: 90, unit: 'day' },
        },
        {
          match: 'any',
          conditions: [
            { kind: 'attribute', attribute: 'emailOptIn', operator: 'is', value: true },
            { kind: 'attribute', attribute: 'smsOptIn', operator: 'is', value: true },
          ],
        },
      ],
    },
  },
  {
    name: 'Birthday within a week',
    description: 'Customers whose birthday comes up, for a small present.',
    rule: {
      match: 'all',
      conditions: [
        {
          kind: 'attribute',
          attribute: 'birthDate',
          operator: 'anniversary_in_next',
          amount: 7,
          unit: 'day',
        },
        { kind: 'attribute', attribute: 'type', operator: 'is', value: 'customer' },
      ],
    },
  },
  {
    name: 'New this month, no order yet',
    description: 'Signed up within the last 30 days and has not bought anything.',
    rule: {
      match: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'signedUpAt', operator: 'in_last', amount: 30, unit: 'day' },
        { kind: 'event', event: 'purchase', count: { operator: 'exactly', value: 0 } },
      ],
    },
  },
  {
    name: 'Contract ends within 30 days',
    description: 'Paying customers, without staff, whose plan runs out soon.',
    rule: {
      match: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'contractEndsOn', operator: 'in_next', amount: 30, unit: 'day' },
        {
          match: 'none',
          conditions: [{ kind: 'attribute', attribute: 'isStaff', operator: 'is', value: true }],
        },
      ],
    },
  },
  {
    name: 'Runners on the coast',
    description: 'People in Split and Rijeka who run or hike, or keep looking at shoes.',
    rule: {
      match: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'city', operator: 'is_any_of', values: ['Split', 'Rijeka'] },
        {
          match: 'any',
          conditions: [
            {
              kind: 'attribute',
              attribute: 'interests',
              operator: 'includes_any_of',
              values: ['running', 'hiking'],
            },
            {
              kind: 'event',
              event: 'item_viewed',
              count: { operator: 'at_least', value: 3 },
              window: { kind: 'last', amount: 60, unit: 'day' },
              where: {
                match: 'all',
                conditions: [{ property: 'category', operator: 'is', value: 'shoes' }],
              },
            },
          ],
        },
      ],
    },
  },
];
