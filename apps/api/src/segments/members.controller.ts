import { Controller } from '@nestjs/common';
import { explainSegmentPerson, exportSegmentPersons, listSegmentPersons } from '@satsuma/contracts';
import { CallerOf, Handles, Input, idOf, type Caller, type InputOf } from '../http/index.ts';
import { MembersService } from './members.service.ts';

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Handles(listSegmentPersons)
  list(@Input() { params, query }: InputOf<typeof listSegmentPersons>, @CallerOf() caller: Caller) {
    return this.members.list(caller, idOf(params.id, 'segment'), query);
  }

  @Handles(exportSegmentPersons)
  csv(@Input() { params }: InputOf<typeof exportSegmentPersons>, @CallerOf() caller: Caller) {
    return this.members.csv(caller, idOf(params.id, 'segment'));
  }

  @Handles(explainSegmentPerson)
  explain(@Input() { params }: InputOf<typeof explainSegmentPerson>, @CallerOf() caller: Caller) {
    return this.members.explain(caller, idOf(params.id, 'segment'), params.personId);
  }
}
