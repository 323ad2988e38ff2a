import { Injectable } from '@nestjs/common';
import { Subject, type Caller, type PathSubject } from '../http/index.ts';
import { PersonsService } from './persons.service.ts';

@Injectable()
@Subject('/v1/persons/{id}')
export class PersonSubject implements PathSubject {
  constructor(private readonly persons: PersonsService) {}

  exists(caller: Caller, { id = '' }: Readonly<Record<string, string>>): Promise<boolean> {
    return this.persons.exists(caller, id);
  }
}
