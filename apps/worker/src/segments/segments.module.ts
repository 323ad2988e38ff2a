import { Module } from '@nestjs/common';
import { BuildSegmentProcessor } from './build-segment.processor.ts';

@Module({ providers: [BuildSegmentProcessor] })
export class SegmentsModule {}
