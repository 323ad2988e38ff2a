import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The secret that a file keeps; null when there is none. */
export const readSecret = (file: string): string | null =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;

/** Keeps a secret so that only this user reads it. */
export function keepSecret(file: string, secret: string): void {
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
