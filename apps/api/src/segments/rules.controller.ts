import { Controller } from '@nestjs/common';
import { checkSegmentRule, compareSegments, previewSegment } from '@satsuma/contracts';
import { CallerOf, Handles, Input, type Caller, type InputOf } from '../http/index.ts';
import { RulesService } from './rules.service.ts';

@Controller()
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Handles(checkSegmentRule)
  check(@Input() { body }: InputOf<typeof checkSegmentRule>, @CallerOf() caller: Caller) {
    return this.rules.check(caller, body.rule);
  }

  @Handles(previewSegment)
  preview(@Input() { body, signal }: InputOf<typeof previewSegment>, @CallerOf() caller: Caller) {
    return this.rules.preview(caller, body, signal);
  }

  @Handles(compareSegments)
  compare(@Input() { body, signal }: InputOf<typeof compareSegments>, @CallerOf() caller: Caller) {
    return this.rules.compare(caller, body, signal);
  }
}
