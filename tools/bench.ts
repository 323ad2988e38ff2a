import { openBenchDatabase } from './bench/bench-database.ts';
import { keepFigures } from './bench/history.ts';
import { benchIngest } from './bench/ingest.ts';
import { readOptions } from './bench/options.ts';
import { benchPreview } from './bench/preview.ts';
import { readSurroundings, saySurroundings } from './bench/surroundings.ts';
import { buildStale } from './build.ts';
import { runCommand } from './problem.ts';
import { stopSignal } from './processes/stop-signal.ts';
import { say } from './progress.ts';
import { readSettings } from './settings.ts';

await runCommand(bench);

/** Measures with a million people and twenty million events, and keeps the figures. */
async function bench(): Promise<void> {
  const stopped = stopSignal();
  const options = readOptions(process.argv.slice(2), readSettings(process.env).dataDir);
  say('Building what has changed …');
  await buildStale(process.env, stopped.signal);
  const database = await openBenchDatabase(options);
  try {
    const surroundings = await readSurroundings(database.connection);
    saySurroundings(surroundings);
    const run = options.what === 'preview' ? benchPreview : benchIngest;
    const figures = await Promise.race([run(database, options), stopped.asked]);
    if (figures !== undefined) keepFigures(options.what, surroundings, figures);
  } finally {
    await database.stop();
  }
}
