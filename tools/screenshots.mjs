/** `npm run screenshots`: every screen in light, dark and phone width, for people to look at. */
import { fileURLToPath } from 'node:url';
import { build } from './build/build.mjs';
import { run } from './run.mjs';

await build(fileURLToPath(new URL('..', import.meta.url)), { say: console.log });
process.exitCode = await run(['packages/web/tools/screenshots.mjs', ...process.argv.slice(2)]);
