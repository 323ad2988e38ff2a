import type { FieldDefinition, ValueType } from '@satsuma/segment-engine';

/** What the demo shop knows about its people and what they do there. */
export interface SeedAttribute {
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
  readonly description?: string;
  readonly synonyms?: readonly string[];
  readonly sensitive?: boolean;
  readonly fields?: readonly FieldDefinition[];
}

export const SHOP_ATTRIBUTES: readonly SeedAttribute[] = [
  { name: 'firstName', label: 'First name', type: 'text' },
  { name: 'lastName', label: 'Last name', type: 'text' },
  { name: 'gender', label: 'Gender', type: 'text', synonyms: ['sex'] },
  { name: 'birthDate', label: 'Birth date', type: 'date', synonyms: ['birthday', 'age'] },
  { name: 'city', label: 'City', type: 'text', synonyms: ['town'] },
  {
    name: 'country',
    label: 'Country',
    type: 'text',
    description: 'Two-letter country code (ISO 3166)',
    synonyms: ['nation'],
  },
  {
    name: 'preferredLanguage',
    label: 'Language',
    type: 'text',
    description: 'Two-letter language code (ISO 639)',
    synonyms: ['language', 'locale'],
  },
  {
    name: 'plan',
    label: 'Plan',
    type: 'text',
    description: 'The plan the person pays for',
    synonyms: ['subscription', 'tier'],
  },
  { name: 'loyaltyTier', label: 'Loyalty tier', type: 'text', synonyms: ['loyalty level', 'status'] },
  {
    name: 'loyaltyPoints',
    label: 'Loyalty points',
    type: 'integer',
    description: 'Points on the account today',
    synonyms: ['points'],
  },
  {
    name: 'lifetimeValue',
    label: 'Lifetime value',
    type: 'decimal',
    description: 'What all orders came to, less refunds, in EUR',
    synonyms: ['LTV', 'total spend', 'spent'],
  },
  {
    name: 'orderCount',
    label: 'Orders',
    type: 'integer',
    description: 'Orders placed so far',
    synonyms: ['number of orders'],
  },
  {
    name: 'averageOrderValue',
    label: 'Average order value',
    type: 'decimal',
    description: 'In EUR',
    synonyms: ['AOV', 'basket size'],
  },
  {
    name: 'creditBalance',
    label: 'Store credit',
    type: 'decimal',
    description: 'Open credit in EUR',
    synonyms: ['gift card balance'],
  },
  {
    name: 'emailOptIn',
    label: 'E-mail opt-in',
    type: 'boolean',
    description: 'Said yes to marketing by e-mail',
    synonyms: ['email consent', 'newsletter', 'subscribed'],
  },
  {
    name: 'smsOptIn',
    label: 'SMS opt-in',
    type: 'boolean',
    description: 'Said yes to marketing by SMS',
    synonyms: ['sms consent', 'text messages'],
  },
  {
    name: 'pushEnabled',
    label: 'Push enabled',
    type: 'boolean',
    description: 'At least one device takes push messages',
    synonyms: ['push notifications'],
  },
  {
    name: 'hasApp',
    label: 'Has the app',
    type: 'boolean',
    description: 'Has installed the mobile app',
    synonyms: ['app installed', 'mobile app'],
  },
  {
    name: 'isStaff',
    label: 'Staff',
    type: 'boolean',
    description: 'Is on our payroll',
    synonyms: ['employee'],
  },
  {
    name: 'signedUpAt',
    label: 'Signed up',
    type: 'datetime',
    description: 'Account opened',
    synonyms: ['joined', 'registered', 'sign-up date', 'member since'],
  },
  {
    name: 'lastPurchaseAt',
    label: 'Last purchase',
    type: 'datetime',
    description: 'Newest order',
    synonyms: ['last order'],
  },
  {
    name: 'contractEndsOn',
    label: 'Contract ends',
    type: 'date',
    description: 'Last day of the paid plan',
    synonyms: ['renewal date', 'expires'],
  },
  { name: 'trialEndsOn', label: 'Trial ends', type: 'date' },
  {
    name: 'acquisitionChannel',
    label: 'Acquisition channel',
    type: 'text',
    description: 'Where the person came from',
    synonyms: ['source', 'came from'],
  },
  {
    name: 'referrer',
    label: 'Referred by',
    type: 'text',
    description: 'External id of whoever invited the person',
  },
  { name: 'deviceType', label: 'Device', type: 'text', synonyms: ['platform', 'operating system'] },
  { name: 'appVersion', label: 'App version', type: 'text' },
  { name: 'favouriteCategory', label: 'Favourite category', type: 'text', synonyms: ['preferred category'] },
  { name: 'shoeSize', label: 'Shoe size', type: 'decimal' },
  {
    name: 'interests',
    label: 'Interests',
    type: 'list',
    description: 'Topics picked in the profile',
    synonyms: ['hobbies', 'likes'],
  },
  { name: 'companyName', label: 'Company', type: 'text', synonyms: ['employer'] },
  {
    name: 'companySize',
    label: 'Company size',
    type: 'integer',
    description: 'Number of employees',
    synonyms: ['employees'],
  },
  {
    name: 'churnRisk',
    label: 'Churn risk',
    type: 'decimal',
    description: 'Forecast from 0 to 1',
    synonyms: ['risk of leaving'],
  },
  { name: 'npsScore', label: 'NPS score', type: 'integer', description: 'From 0 to 10', synonyms: ['nps'] },
  { name: 'storeVisits', label: 'Store visits', type: 'integer', description: 'Shop visits so far' },
  { name: 'homeStore', label: 'Home store', type: 'text' },
  { name: 'nationalId', label: 'National id', type: 'text', sensitive: true },
  { name: 'healthNote', label: 'Health note', type: 'text', sensitive: true },
  {
    name: 'children',
    label: 'Children',
    type: 'objects',
    description: 'One item for each child',
    fields: [
      { name: 'name', type: 'text' },
      { name: 'birthDate', type: 'date' },
    ],
  },
  {
    name: 'vehicles',
    label: 'Vehicles',
    type: 'objects',
    description: 'One item for each vehicle',
    synonyms: ['cars'],
    fields: [
      { name: 'make', type: 'text' },
      { name: 'year', type: 'integer' },
      { name: 'electric', type: 'boolean' },
    ],
  },
];
