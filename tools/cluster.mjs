/** `npm run cluster [-- <port>]`: three nodes behind nginx with PostgreSQL and Redis, on throw-away data, until Ctrl+C. */
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';
import { run } from './run.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
process.exitCode = await run([
  '--import',
  'tsx',
  '--conditions=parley:source',
  'tools/cluster.ts',
  ...process.argv.slice(2),
]);
