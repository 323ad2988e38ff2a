import { Controller } from '@nestjs/common';
import {
  bulkDeleteSegments,
  createSegment,
  deleteSegment,
  duplicateSegment,
  listSegments,
  readSegment,
  replaceSegment,
  updateSegment,
} from '@satsuma/contracts';
import { CallerOf, Handles, Input, idOf, type Caller, type InputOf } from '../http/index.ts';
import { SegmentsService } from './segments.service.ts';

@Controller()
export class SegmentsController {
  constructor(private readonly segments: SegmentsService) {}

  @Handles(listSegments)
  list(@Input() { query }: InputOf<typeof listSegments>, @CallerOf() caller: Caller) {
    return this.segments.list(caller, query);
  }

  @Handles(createSegment)
  create(@Input() { body }: InputOf<typeof createSegment>, @CallerOf() caller: Caller) {
    return this.segments.create(caller, body);
  }

  @Handles(readSegment)
  read(@Input() { params }: InputOf<typeof readSegment>, @CallerOf() caller: Caller) {
    return this.segments.read(caller, idOf(params.id, 'segment'));
  }

  @Handles(replaceSegment)
  replace(@Input() { params, body, headers }: InputOf<typeof replaceSegment>, @CallerOf() caller: Caller) {
    return this.segments.change(caller, idOf(params.id, 'segment'), body, headers.ifMatch);
  }

  @Handles(updateSegment)
  update(@Input() { params, body, headers }: InputOf<typeof updateSegment>, @CallerOf() caller: Caller) {
    return this.segments.change(caller, idOf(params.id, 'segment'), body, headers.ifMatch);
  }

  @Handles(deleteSegment)
  delete(@Input() { params, headers }: InputOf<typeof deleteSegment>, @CallerOf() caller: Caller) {
    return this.segments.delete(caller, idOf(params.id, 'segment'), headers.ifMatch);
  }

  @Handles(duplicateSegment)
  duplicate(@Input() { params, body }: InputOf<typeof duplicateSegment>, @CallerOf() caller: Caller) {
    return this.segments.duplicate(caller, idOf(params.id, 'segment'), body.name);
  }

  @Handles(bulkDeleteSegments)
  deleteMany(@Input() { body }: InputOf<typeof bulkDeleteSegments>, @CallerOf() caller: Caller) {
    return this.segments.deleteMany(caller, body.ids);
  }
}
