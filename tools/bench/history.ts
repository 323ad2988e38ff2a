import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { say } from '../progress.ts';
import { ROOT } from '../root.ts';
import type { Surroundings } from './surroundings.ts';

/** Keeps the figures of a run beside those of earlier ones. */
export function keepFigures(what: string, surroundings: Surroundings, figures: unknown): void {
  const at = new Date().toISOString();
  const folder = join(ROOT, 'bench', 'history');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${at.slice(0, 19).replaceAll(':', '-')}-${what}.json`);
  writeFileSync(file, `${JSON.stringify({ at, what, ...surroundings, figures }, null, 2)}\n`);
  say(`\nKept in ${relative(ROOT, file)}.`);
}
