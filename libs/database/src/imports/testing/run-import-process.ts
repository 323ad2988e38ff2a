import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../client/client.ts';
import { runImport } from '../run/run-import.ts';

/*
 * A process that runs one import to its end, to be killed by tests: `run-import-process.ts <url> <workspace> <import>`.
 */
const [url = '', workspaceId, importId] = process.argv.slice(2);
const connection = connect(url, { max: 3, name: 'import-under-test' });
// The server may need a moment to notice that the process before this one is gone.
for (;;) {
  const outcome = await runImport(connection.db, Number(workspaceId), Number(importId), {
    now: () => new Date(),
  });
  if (outcome !== 'busy') break;
  await pause(50);
}
await connection.close();
