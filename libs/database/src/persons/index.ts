export { type PersonRecord } from './person-record.ts';
export {
  listPersons,
  personFacts,
  readPersons,
  type PersonPage,
  type PersonQuery,
} from './persons.repository.ts';
export { findPerson, parsePersonReference, type PersonReference } from './reference.ts';
export { searchPattern, searchText } from './search-text.ts';
export { updatePerson, upsertPersons, type PersonOutcome } from './upsert-persons.ts';
export { deletePerson } from './delete-person.ts';
export { mergePersons } from './merge-persons.ts';
export {
  listPersonEvents,
  listPersonSegments,
  type PersonSegment,
  type TimelineQuery,
  type TimelineRecord,
} from './timeline.repository.ts';
