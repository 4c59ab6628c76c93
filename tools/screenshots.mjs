/** `npm run screenshots`: every screen in light, dark and phone width, for people to look at. */
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';
import { run } from './run.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
process.exitCode = await run(['packages/web/tools/screenshots.mjs', ...process.argv.slice(2)]);
