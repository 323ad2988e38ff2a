import { Module } from '@nestjs/common';
import { ImportSubject } from './import.subject.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { UploadService } from './upload.service.ts';

@Module({ controllers: [ImportsController], providers: [ImportsService, UploadService, ImportSubject] })
export class ImportsModule {}
