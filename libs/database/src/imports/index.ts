export { DELIMITERS, type Delimiter } from './file/csv-cells.ts';
export { LIMITS as IMPORT_LIMITS } from './limits.ts';
export { importErrorsCsv } from './import-errors-csv.ts';
export { readImportErrors, type ImportError } from './import-errors.repository.ts';
export type { ImportRecord, ImportStatus } from './import-record.ts';
export {
  cancelImport,
  deleteImport,
  listImports,
  readImport,
  type ImportPage,
} from './imports.repository.ts';
export { checkMapping, type MappingContext, type MappingIssue } from './mapping/check-mapping.ts';
export type { ImportFormat, ImportKind, ImportMapping, ImportTarget } from './mapping/import-mapping.ts';
export { inspectSample, type InspectInput, type Inspection } from './mapping/inspect-sample.ts';
export { runImport, type RunOptions, type RunOutcome, type WrittenBatch } from './run/run-import.ts';
export {
  UPLOAD_PATIENCE_MS,
  failDeadUploads,
  listWaitingImports,
  type ImportReference,
} from './sweep.repository.ts';
export {
  UploadEnded,
  abandonUpload,
  appendImportChunk,
  createImport,
  finishUpload,
  type NewImport,
} from './upload.repository.ts';
export { checkFileHead } from './upload-check.ts';
