import { Module } from '@nestjs/common';
import { PersonSubject } from './person.subject.ts';
import { PersonsController } from './persons.controller.ts';
import { PersonsService } from './persons.service.ts';

@Module({ controllers: [PersonsController], providers: [PersonsService, PersonSubject] })
export class PersonsModule {}
