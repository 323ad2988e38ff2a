import { Controller } from '@nestjs/common';
import {
  cancelImport,
  createImport,
  inspectImport,
  listImports,
  readImport,
  readImportErrors,
} from '@satsuma/contracts';
import { CallerOf, Handles, Input, ProblemError, idOf, type Caller, type InputOf } from '../http/index.ts';
import { ImportsService } from './imports.service.ts';
import { UploadService } from './upload.service.ts';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: UploadService,
  ) {}

  @Handles(createImport)
  create(@Input() { upload }: InputOf<typeof createImport>, @CallerOf() caller: Caller) {
    if (upload === null) throw new ProblemError('request.invalid', 'The request has no form.');
    return this.uploads.create(caller, upload);
  }

  @Handles(inspectImport)
  inspect(@Input() { body }: InputOf<typeof inspectImport>, @CallerOf() caller: Caller) {
    return this.imports.inspect(caller, body);
  }

  @Handles(listImports)
  list(@Input() { query }: InputOf<typeof listImports>, @CallerOf() caller: Caller) {
    return this.imports.list(caller, query);
  }

  @Handles(readImport)
  read(@Input() { params }: InputOf<typeof readImport>, @CallerOf() caller: Caller) {
    return this.imports.read(caller, idOf(params.id, 'import'));
  }

  @Handles(readImportErrors)
  errors(@Input() { params }: InputOf<typeof readImportErrors>, @CallerOf() caller: Caller) {
    return this.imports.errors(caller, idOf(params.id, 'import'));
  }

  @Handles(cancelImport)
  cancel(@Input() { params }: InputOf<typeof cancelImport>, @CallerOf() caller: Caller) {
    return this.imports.cancel(caller, idOf(params.id, 'import'));
  }
}
