/**
 * `npm start [-- --demo]`: builds what is stale, then becomes the server: it runs in this very process, so
 * signals, arguments and the exit code are its own.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
// Compiled code kept between starts, where Node has it (22.8 and later).
module.enableCompileCache?.();
const server = new URL('../packages/server/dist/main/server.js', import.meta.url);
process.argv[1] = fileURLToPath(server);
await import(server.href);
