import { Injectable } from '@nestjs/common';
import { Subject, idOf, type Caller, type PathSubject } from '../http/index.ts';
import { MembersService } from './members.service.ts';
import { SegmentsService } from './segments.service.ts';

@Injectable()
@Subject('/v1/segments/{id}')
export class SegmentSubject implements PathSubject {
  constructor(private readonly segments: SegmentsService) {}

  async exists(caller: Caller, { id = '' }: Readonly<Record<string, string>>): Promise<boolean> {
    return this.segments.exists(caller, idOf(id, 'segment'));
  }
}

@Injectable()
@Subject('/v1/segments/{id}/persons/{personId}')
export class SegmentPersonSubject implements PathSubject {
  constructor(private readonly members: MembersService) {}

  exists(caller: Caller, { personId = '' }: Readonly<Record<string, string>>): Promise<boolean> {
    return this.members.hasPerson(caller, personId);
  }
}
