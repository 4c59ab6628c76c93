/** `npm run parley -- <command>`: backup, restore, moving the database. */
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
const cli = new URL('../packages/server/dist/main/cli.js', import.meta.url);
process.argv[1] = fileURLToPath(cli);
await import(cli.href);
