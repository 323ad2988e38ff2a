import type { FieldType } from '@satsuma/segment-engine';

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
