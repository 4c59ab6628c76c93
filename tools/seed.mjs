/** `npm run seed`: fills the data directory with people and talk. */
import { fileURLToPath } from 'node:url';
import { build } from './build/build.mjs';

await build(fileURLToPath(new URL('..', import.meta.url)), { say: console.log });
const seed = new URL('../packages/server/dist/main/seed.js', import.meta.url);
process.argv[1] = fileURLToPath(seed);
await import(seed.href);
