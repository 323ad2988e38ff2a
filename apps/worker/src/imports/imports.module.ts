import { Module } from '@nestjs/common';
import { RunImportProcessor } from './run-import.processor.ts';

@Module({ providers: [RunImportProcessor] })
export class ImportsModule {}
