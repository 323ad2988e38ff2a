/** An attribute and an event as the documentation shows them. */
export const loyaltyTier = {
  name: 'loyaltyTier',
  label: 'Loyalty tier',
  description: '',
  type: 'text',
  synonyms: ['loyalty level'],
  sensitive: false,
  origin: 'custom',
} as const;

export const purchaseDefinition = {
  name: 'purchase',
  label: 'Purchase',
  description: '',
  synonyms: [],
  properties: [
    { name: 'total', type: 'decimal', label: 'total', description: '', synonyms: [], sensitive: false },
  ],
} as const;
