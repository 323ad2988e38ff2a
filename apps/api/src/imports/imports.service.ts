import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, inspectImport, listImports as listEndpoint } from '@satsuma/contracts';
import {
  cancelImport,
  importErrorsCsv,
  inspectSample,
  listImports,
  readCatalog,
  readImport,
  type Database,
  type ImportRecord,
  type Inspection,
} from '@satsuma/database';
import { Clock, InjectDatabase } from '@satsuma/runtime';
import { z } from 'zod';
import {
  notFound,
  readCursor,
  streamReply,
  writeCursor,
  type Caller,
  type StreamReply,
} from '../http/index.ts';

/** Imports as people and programs see them. */
@Injectable()
export class ImportsService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async inspect({ workspaceId }: Caller, body: BodyOf<typeof inspectImport>): Promise<Inspection> {
    return inspectSample(body, await readCatalog(this.db, workspaceId));
  }

  async list(
    { workspaceId }: Caller,
    { limit, cursor }: QueryOf<typeof listEndpoint>,
  ): Promise<{ readonly data: readonly ImportRecord[]; readonly nextCursor: string | null }> {
    const before = readCursor(cursor, z.int().positive());
    const { data, nextBefore } = await listImports(this.db, workspaceId, { limit, before });
    return { data, nextCursor: nextBefore === null ? null : writeCursor(nextBefore) };
  }

  async read({ workspaceId }: Caller, id: number): Promise<ImportRecord> {
    return found(await readImport(this.db, workspaceId, id), id);
  }

  async errors(caller: Caller, id: number): Promise<StreamReply> {
    await this.read(caller, id);
    const pieces = importErrorsCsv(this.db, caller.workspaceId, id);
    return streamReply(Readable.from(pieces, { highWaterMark: 1 }), {
      contentType: 'text/csv; charset=utf-8',
      fileName: `import-${id}-errors.csv`,
    });
  }

  async cancel({ workspaceId }: Caller, id: number): Promise<ImportRecord> {
    return found(await cancelImport(this.db, workspaceId, id, { now: this.clock.now() }), id);
  }

  async exists({ workspaceId }: Caller, id: number): Promise<boolean> {
    return (await readImport(this.db, workspaceId, id)) !== null;
  }
}

function found(record: ImportRecord | null, id: number): ImportRecord {
  if (record === null) throw notFound('import', id);
  return record;
}
