import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from './process-table.ts';

const PATIENCE = 20_000;

interface Noted {
  readonly pid: number;
  readonly script: string;
}

const fileIn = (folder: string): string => join(folder, 'processes.json');

/** Writes down which processes run for this data folder, for the case that this one is killed. */
export function noteProcesses(folder: string, processes: readonly Noted[]): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(processes)}\n`);
}

/** Processes of an earlier run that was killed end by themselves; this waits for them and ends the ones that do not. */
export async function awaitLeftovers(folder: string): Promise<void> {
  const runs = ({ pid, script }: Noted): boolean => commandOf(pid)?.includes(script) ?? false;
  const noted = readNoted(folder).filter(runs);
  for (let waited = 0; waited < PATIENCE && noted.some(runs); waited += 100) {
    await new Promise((wake) => setTimeout(wake, 100));
  }
  for (const one of noted.filter(runs)) process.kill(one.pid, 'SIGKILL');
  noteProcesses(folder, []);
}

function readNoted(folder: string): readonly Noted[] {
  if (!existsSync(fileIn(folder))) return [];
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as readonly Noted[];
  } catch {
    // A file that was being written when the machine went down says nothing.
    return [];
  }
}
