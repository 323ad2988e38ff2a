import { Module } from '@nestjs/common';
import { ClearRemovalsProcessor } from './clear-removals.processor.ts';

@Module({ providers: [ClearRemovalsProcessor] })
export class CatalogModule {}
