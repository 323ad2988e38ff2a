export { type PersonRecord } from './person-record.ts';
export {
  listPersons,
  personFacts,
  readPersons,
  type PersonPage,
  type PersonQuery,
} from './persons.repository.ts';
export { findPerson, parsePersonReference, type PersonReference } from './reference.ts';
export { searchPattern } from './search-text.ts';
