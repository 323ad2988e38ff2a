import { Module } from '@nestjs/common';
import { MembersController } from './members.controller.ts';
import { MembersService } from './members.service.ts';
import { RulesController } from './rules.controller.ts';
import { RulesService } from './rules.service.ts';
import { SegmentPersonSubject, SegmentSubject } from './segment.subjects.ts';
import { SegmentsController } from './segments.controller.ts';
import { SegmentsService } from './segments.service.ts';

@Module({
  controllers: [SegmentsController, MembersController, RulesController],
  providers: [SegmentsService, MembersService, RulesService, SegmentSubject, SegmentPersonSubject],
})
export class SegmentsModule {}
