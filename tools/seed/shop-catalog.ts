import type { FieldDefinition, FieldType, ValueType } from '@satsuma/segment-engine';

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

export interface SeedProperty {
  readonly name: string;
  readonly type: FieldType;
}

export interface SeedEvent {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly synonyms?: readonly string[];
  readonly properties: readonly SeedProperty[];
}

export const SHOP_TIME_ZONE = 'Europe/Zagreb';

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

export const SHOP_EVENTS: readonly SeedEvent[] = [
  {
    name: 'purchase',
    label: 'Purchase',
    description: 'An order has been paid',
    synonyms: ['bought', 'ordered', 'order', 'paid', 'checkout'],
    properties: [
      { name: 'total', type: 'decimal' },
      { name: 'currency', type: 'text' },
      { name: 'items', type: 'integer' },
      { name: 'category', type: 'text' },
      { name: 'coupon', type: 'text' },
      { name: 'channel', type: 'text' },
    ],
  },
  {
    name: 'refund',
    label: 'Refund',
    description: 'Money went back for an order or a part of it',
    synonyms: ['returned', 'return', 'sent back'],
    properties: [
      { name: 'total', type: 'decimal' },
      { name: 'reason', type: 'text' },
    ],
  },
  {
    name: 'item_viewed',
    label: 'Item viewed',
    description: 'Somebody opened the page of a product',
    synonyms: ['viewed', 'looked at', 'browsed', 'product view'],
    properties: [
      { name: 'productId', type: 'text' },
      { name: 'category', type: 'text' },
      { name: 'brand', type: 'text' },
      { name: 'price', type: 'decimal' },
    ],
  },
  {
    name: 'added_to_cart',
    label: 'Added to cart',
    description: 'A product went into the cart',
    synonyms: ['cart', 'basket'],
    properties: [
      { name: 'productId', type: 'text' },
      { name: 'category', type: 'text' },
      { name: 'price', type: 'decimal' },
      { name: 'quantity', type: 'integer' },
    ],
  },
  {
    name: 'cart_abandoned',
    label: 'Cart abandoned',
    description: 'A cart was not paid within a day',
    synonyms: ['abandoned basket'],
    properties: [{ name: 'total', type: 'decimal' }],
  },
  {
    name: 'wishlist_added',
    label: 'Added to wishlist',
    synonyms: ['wish list'],
    properties: [
      { name: 'productId', type: 'text' },
      { name: 'category', type: 'text' },
    ],
  },
  {
    name: 'searched',
    label: 'Searched',
    description: 'Somebody searched the shop',
    synonyms: ['search'],
    properties: [
      { name: 'query', type: 'text' },
      { name: 'results', type: 'integer' },
    ],
  },
  {
    name: 'app_launched',
    label: 'App launched',
    description: 'The mobile app was started',
    synonyms: ['opened the app', 'used the app', 'app launch'],
    properties: [
      { name: 'os', type: 'text' },
      { name: 'version', type: 'text' },
    ],
  },
  {
    name: 'logged_in',
    label: 'Logged in',
    synonyms: ['login', 'sign in'],
    properties: [{ name: 'method', type: 'text' }],
  },
  { name: 'email_sent', label: 'E-mail sent', properties: [{ name: 'campaign', type: 'text' }] },
  {
    name: 'email_opened',
    label: 'E-mail opened',
    synonyms: ['opened an email'],
    properties: [{ name: 'campaign', type: 'text' }],
  },
  {
    name: 'email_clicked',
    label: 'E-mail clicked',
    synonyms: ['clicked an email'],
    properties: [
      { name: 'campaign', type: 'text' },
      { name: 'url', type: 'text' },
    ],
  },
  { name: 'sms_delivered', label: 'SMS delivered', properties: [{ name: 'campaign', type: 'text' }] },
  {
    name: 'unsubscribed',
    label: 'Unsubscribed',
    synonyms: ['opted out'],
    properties: [{ name: 'channel', type: 'text' }],
  },
  {
    name: 'review_written',
    label: 'Review written',
    synonyms: ['reviewed', 'left a review'],
    properties: [
      { name: 'rating', type: 'integer' },
      { name: 'productId', type: 'text' },
    ],
  },
  {
    name: 'support_ticket_opened',
    label: 'Support ticket opened',
    synonyms: ['contacted support', 'complained', 'ticket'],
    properties: [
      { name: 'topic', type: 'text' },
      { name: 'priority', type: 'text' },
    ],
  },
  {
    name: 'subscription_started',
    label: 'Subscription started',
    synonyms: ['subscribed to a plan', 'upgraded'],
    properties: [
      { name: 'plan', type: 'text' },
      { name: 'trial', type: 'boolean' },
    ],
  },
  {
    name: 'subscription_cancelled',
    label: 'Subscription cancelled',
    synonyms: ['cancelled', 'churned'],
    properties: [
      { name: 'plan', type: 'text' },
      { name: 'reason', type: 'text' },
    ],
  },
  {
    name: 'store_visited',
    label: 'Store visited',
    description: 'Somebody came into a shop',
    synonyms: ['visited a shop'],
    properties: [{ name: 'store', type: 'text' }],
  },
];
