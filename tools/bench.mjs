/** `npm run bench [-- <name> …]`: the benchmarks, against the built server. */
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';
import { run } from './run.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
process.exitCode = await run([
  'node_modules/tsx/dist/cli.mjs',
  '--conditions=parley:source',
  'benchmarks/run.ts',
  ...process.argv.slice(2),
]);
