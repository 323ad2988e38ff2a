/** Limits of imports; sizes in bytes. */
export const LIMITS = {
  fileBytes: 1024 * 1024 * 1024,
  /** A file is kept in pieces of exactly this size, but the last. */
  chunkBytes: 1024 * 1024,
  /** Rows written in one transaction, and how many bytes of the file they may be. */
  batchRows: 1000,
  batchBytes: 4 * 1024 * 1024,
  columns: 1000,
  fileName: 255,
  jsonDepth: 32,
  eventName: 128,
  /** Lines whose errors are kept; further ones are counted only. */
  errorLines: 100_000,
  /** Rows of the first piece of a file that types are guessed from. */
  guessRows: 1000,
} as const;
