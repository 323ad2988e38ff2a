import { Injectable } from '@nestjs/common';
import {
  IMPORT_LIMITS,
  UploadEnded,
  abandonUpload,
  appendImportChunk,
  checkFileHead,
  checkMapping,
  createImport,
  deleteImport,
  finishUpload,
  readCatalog,
  readImport,
  type Database,
  type ImportFormat,
  type ImportKind,
  type ImportMapping,
  type ImportRecord,
} from '@satsuma/database';
import { runImport } from '@satsuma/jobs';
import { Clock, InjectDatabase, JobQueue } from '@satsuma/runtime';
import { ProblemError, type Caller, type Upload } from '../http/index.ts';
import { fileTooLarge, openForm, type ImportForm } from './import-form.ts';
import { importInvalid, issueOf, readKind, readMapping } from './import-mapping.ts';

/** Takes files in, piece by piece: a file of any size needs the room of one piece. */
@Injectable()
export class UploadService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
  ) {}

  /** Stores a file and queues its import. Nothing remains of what is refused; an upload that breaks off is a failed import. */
  async create(caller: Caller, upload: Upload): Promise<ImportRecord> {
    const { workspaceId } = caller;
    const form = await openForm(upload);
    try {
      const kind = readKind(form.fields.get('kind'));
      if (kind === 'events') requireEvents(caller);
      const mapping = readMapping(form.fields.get('mapping'));
      await this.check(workspaceId, kind, mapping);
      const { fileName } = form;
      const begun = await createImport(this.db, workspaceId, { kind, fileName, mapping }, this.at());
      return await this.receive(workspaceId, begun, form);
    } finally {
      form.close();
    }
  }

  private async check(workspaceId: number, kind: ImportKind, mapping: ImportMapping): Promise<void> {
    const { catalog, strict } = await readCatalog(this.db, workspaceId);
    const issues = checkMapping(mapping, { kind, catalog, strict });
    if (issues.length > 0) throw importInvalid(issues.map(issueOf), issues[0]?.message);
  }

  private async receive(workspaceId: number, begun: ImportRecord, form: ImportForm): Promise<ImportRecord> {
    const { id } = begun;
    try {
      await this.store(workspaceId, begun, form.file);
      await form.ended;
      const queued = await finishUpload(this.db, workspaceId, id, this.at());
      await this.queue.add(runImport, { workspaceId, importId: id });
      return queued;
    } catch (error) {
      if (error instanceof UploadEnded) return (await readImport(this.db, workspaceId, id)) ?? begun;
      if (error instanceof ProblemError) await deleteImport(this.db, workspaceId, id);
      else await abandonUpload(this.db, workspaceId, id, this.at());
      throw error;
    }
  }

  private async store(
    workspaceId: number,
    { id, mapping }: ImportRecord,
    file: AsyncIterable<Buffer>,
  ): Promise<void> {
    let position = 0;
    for await (const bytes of inChunks(file)) {
      if (position === 0) refuseUnfit(bytes, mapping);
      if (position * IMPORT_LIMITS.chunkBytes + bytes.length > IMPORT_LIMITS.fileBytes) throw fileTooLarge();
      if (bytes.length > 0) await appendImportChunk(this.db, workspaceId, id, { position, bytes }, this.at());
      position += 1;
    }
  }

  private at = (): { readonly now: Date } => ({ now: this.clock.now() });
}

/** The endpoint asks for the scope of people, whom events create; events have one of their own. */
function requireEvents(caller: Caller): void {
  if (caller.allows('events:write')) return;
  throw new ProblemError(
    'auth.forbidden',
    'An import of events needs a key with scope events:write as well.',
  );
}

/** Refuses a file that cannot be imported with this mapping whatever its rows are. */
function refuseUnfit(first: Uint8Array, mapping: ImportMapping): void {
  const format: ImportFormat = mapping.format ?? 'csv';
  const refusal = checkFileHead(first, { ...mapping, format });
  if (refusal !== null) throw importInvalid(refusal.issues.map(issueOf), refusal.message);
}

/** The bytes of a stream in pieces of exactly the size of a chunk, but the last; one empty piece for an empty stream. */
async function* inChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const size = IMPORT_LIMITS.chunkBytes;
  let pieces: Buffer[] = [];
  let length = 0;
  let chunks = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    length += piece.length;
    if (length < size) continue;
    const all = Buffer.concat(pieces, length);
    let from = 0;
    for (; from + size <= length; from += size, chunks += 1) yield all.subarray(from, from + size);
    pieces = [all.subarray(from)];
    length -= from;
  }
  if (length > 0 || chunks === 0) yield Buffer.concat(pieces, length);
}
