/**
 * `npm start [-- --demo]`: builds what is stale, then becomes the server: it runs in this very process, so
 * signals, arguments and the exit code are its own.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from './build/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
try {
  await build(root, { say: console.log });
} catch (failure) {
  console.error(failure.message);
  process.exit(1);
}
// Compiled code kept between starts, where Node has it (22.8 and later).
module.enableCompileCache?.();
const server = new URL('../packages/server/dist/main/server.js', import.meta.url);
process.argv[1] = fileURLToPath(server);
await import(server.href);
