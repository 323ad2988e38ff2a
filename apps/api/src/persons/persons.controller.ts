import { Controller } from '@nestjs/common';
import {
  deletePerson,
  listPersonEvents,
  listPersonSegments,
  listPersons,
  mergePersons,
  readPerson,
  updatePerson,
  upsertPerson,
  upsertPersons,
} from '@satsuma/contracts';
import { CallerOf, Handles, Input, type Caller, type InputOf } from '../http/index.ts';
import { PersonsService } from './persons.service.ts';

@Controller()
export class PersonsController {
  constructor(private readonly persons: PersonsService) {}

  @Handles(upsertPerson)
  upsert(@Input() { body }: InputOf<typeof upsertPerson>, @CallerOf() caller: Caller) {
    return this.persons.upsert(caller, body);
  }

  @Handles(upsertPersons)
  upsertMany(@Input() { body }: InputOf<typeof upsertPersons>, @CallerOf() caller: Caller) {
    return this.persons.upsertMany(caller, body.persons);
  }

  @Handles(mergePersons)
  merge(@Input() { body }: InputOf<typeof mergePersons>, @CallerOf() caller: Caller) {
    return this.persons.merge(caller, body);
  }

  @Handles(listPersons)
  list(@Input() { query }: InputOf<typeof listPersons>, @CallerOf() caller: Caller) {
    return this.persons.list(caller, query);
  }

  @Handles(readPerson)
  read(@Input() { params }: InputOf<typeof readPerson>, @CallerOf() caller: Caller) {
    return this.persons.read(caller, params.id);
  }

  @Handles(updatePerson)
  update(@Input() { params, body }: InputOf<typeof updatePerson>, @CallerOf() caller: Caller) {
    return this.persons.update(caller, params.id, body);
  }

  @Handles(deletePerson)
  delete(@Input() { params }: InputOf<typeof deletePerson>, @CallerOf() caller: Caller) {
    return this.persons.delete(caller, params.id);
  }

  @Handles(listPersonEvents)
  events(@Input() { params, query }: InputOf<typeof listPersonEvents>, @CallerOf() caller: Caller) {
    return this.persons.events(caller, params.id, query);
  }

  @Handles(listPersonSegments)
  segments(@Input() { params, query }: InputOf<typeof listPersonSegments>, @CallerOf() caller: Caller) {
    return this.persons.segments(caller, params.id, query);
  }
}
