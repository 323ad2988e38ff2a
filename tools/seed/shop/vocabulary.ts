export interface Place {
  readonly city: string;
  readonly country: string;
  readonly language: string;
}

const place = (city: string, country: string, language: string): Place => ({ city, country, language });

/** Biggest first: places are drawn with a skew. */
export const PLACES: readonly Place[] = [
  place('Zagreb', 'HR', 'hr'),
  place('Berlin', 'DE', 'de'),
  place('Vienna', 'AT', 'de'),
  place('London', 'GB', 'en'),
  place('Split', 'HR', 'hr'),
  place('Paris', 'FR', 'fr'),
  place('Munich', 'DE', 'de'),
  place('Hamburg', 'DE', 'de'),
  place('Ljubljana', 'SI', 'sl'),
  place('Rijeka', 'HR', 'hr'),
  place('Madrid', 'ES', 'es'),
  place('Milan', 'IT', 'it'),
  place('Rome', 'IT', 'it'),
  place('Graz', 'AT', 'de'),
  place('Manchester', 'GB', 'en'),
  place('Barcelona', 'ES', 'es'),
  place('Lyon', 'FR', 'fr'),
  place('Dublin', 'IE', 'en'),
  place('New York', 'US', 'en'),
  place('Toronto', 'CA', 'en'),
];

export const WOMEN = [
  'Ana',
  'Mia',
  'Emma',
  'Sofia',
  'Lucija',
  'Marie',
  'Laura',
  'Hannah',
  'Élise',
  'Julia',
  'Nina',
  'Petra',
  'Chloé',
  'Sara',
];
export const MEN = [
  'Luka',
  'Ivan',
  'Noah',
  'Leon',
  'Marko',
  'Jan',
  'Tomás',
  'Oliver',
  'Jürgen',
  'Pierre',
  'Matteo',
  'Felix',
  'David',
  'Karlo',
];
export const FAMILIES = [
  'Horvat',
  'Müller',
  'Kovač',
  'Smith',
  'Novak',
  'Schmidt',
  'Babić',
  'Martin',
  'García',
  'Rossi',
  'Weber',
  'Jurić',
  'Brown',
  'Dubois',
  'Krajnc',
  "O'Brien",
  'Marić',
  'Wagner',
  'Silva',
  'Fischer',
  'Perić',
  'Moreau',
  'Bianchi',
  'Grgić',
];
export const COMPANIES = [
  'Nordlicht',
  'Brodograd',
  'Kestrel Labs',
  'Alpenhof',
  'Mimosa Foods',
  'Urban Nine',
  'Pannonia Soft',
  'Quay & Sons',
];
export const CATEGORIES = ['shoes', 'bags', 'jackets', 'bikes', 'books', 'toys', 'garden', 'beauty'] as const;
export const STORES = [
  'Zagreb Centar',
  'Berlin Mitte',
  'Vienna Ring',
  'London Soho',
  'Paris Marais',
] as const;
export const INTERESTS = ['running', 'cycling', 'hiking', 'cooking', 'gaming', 'yoga', 'travel', 'music'];
export const MAKES = ['Volkswagen', 'Renault', 'Škoda', 'Tesla', 'Toyota', 'Fiat'];
