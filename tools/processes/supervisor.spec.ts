import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataFolder, openDataFolder } from './data-folder.ts';
import { commandOf } from './process-table.ts';
import { Supervisor } from './supervisor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satsuma-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function supervise(program: string, lines: string[]): Supervisor {
  const script = join(folder, 'program.mjs');
  writeFileSync(script, program);
  return new Supervisor({
    dataDir: folder,
    services: [{ name: 'worker', script, environment: {}, logFile: join(folder, 'log'), readyUrl: null }],
    address: { host: '127.0.0.1', port: 0 },
    say: (line) => lines.push(line),
  });
}

const pids = (): number[] =>
  (JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as { pid: number }[]).map(
    ({ pid }) => pid,
  );

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 10_000; waited += 20)
    await new Promise((wake) => setTimeout(wake, 20));
  expect(holds()).toBe(true);
}

describe('processes that are kept running', () => {
  it('are started again when they are killed, and are gone when all is stopped', async () => {
    const lines: string[] = [];
    const supervisor = supervise('setInterval(() => {}, 1000)', lines);
    await supervisor.ready();
    const [first = 0] = pids();
    process.kill(first, 'SIGKILL');
    await until(() => pids()[0] !== first && pids().length === 1);
    expect(lines.join()).toContain('ended by SIGKILL');
    const [second = 0] = pids();
    expect(commandOf(second)).toContain('program.mjs');
    await supervisor.stop();
    expect(commandOf(second)).toBeNull();
    expect(pids()).toEqual([]);
  });

  it('are given up, with their last words, when they do not even start', async () => {
    const supervisor = supervise("console.error('The cellar is full of water.'); process.exit(1)", []);
    await expect(supervisor.failed).rejects.toThrow('The cellar is full of water.');
    await supervisor.stop();
  });
});

describe('a data folder', () => {
  it('has one owner at a time', async () => {
    await claimDataFolder(folder);
    await expect(claimDataFolder(folder)).rejects.toThrow('already');
  });

  it('that cannot be one is refused in a sentence', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow('set SATSUMA_DATA_DIR');
    expect(() => openDataFolder(join(file, 'below'))).toThrow('set SATSUMA_DATA_DIR');
  });
});
