import { Injectable } from '@nestjs/common';
import { Subject, idOf, type Caller, type PathSubject } from '../http/index.ts';
import { ImportsService } from './imports.service.ts';

@Injectable()
@Subject('/v1/imports/{id}')
export class ImportSubject implements PathSubject {
  constructor(private readonly imports: ImportsService) {}

  exists(caller: Caller, { id = '' }: Readonly<Record<string, string>>): Promise<boolean> {
    return this.imports.exists(caller, idOf(id, 'import'));
  }
}
