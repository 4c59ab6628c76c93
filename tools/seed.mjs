/** `npm run seed`: fills the data directory with people and talk. */
import { fileURLToPath } from 'node:url';
import { buildOrExit } from './build/build.mjs';

await buildOrExit(fileURLToPath(new URL('..', import.meta.url)));
const seed = new URL('../packages/server/dist/main/seed.js', import.meta.url);
process.argv[1] = fileURLToPath(seed);
await import(seed.href);
