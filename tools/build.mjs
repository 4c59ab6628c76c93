/** `npm run build [-- --force]`: builds what is stale. */
import { fileURLToPath } from 'node:url';
import { build } from './build/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
try {
  await build(root, { say: console.log, force: process.argv.includes('--force') });
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
}
