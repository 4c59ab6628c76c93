/** `npm run faults [-- …]`: tries to break every promise on a cluster of its own, and says which held. */
import { run } from './run.mjs';

process.exitCode = await run([
  'node_modules/tsx/dist/cli.mjs',
  '--conditions=parley:source',
  'packages/testkit/src/faults/run.ts',
  ...process.argv.slice(2),
]);
