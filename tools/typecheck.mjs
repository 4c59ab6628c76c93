/** `npm run typecheck`: every package from source, then what lives outside the packages (tools, tests, benchmarks). */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const projects = readdirSync(`${root}packages`)
  .map((name) => `packages/${name}/tsconfig.json`)
  .filter((path) => existsSync(`${root}${path}`));
for (const project of [...projects, 'tsconfig.json']) {
  const code = await run(['node_modules/@typescript/native/bin/tsc', '-p', project]);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${project}`);
  if (code !== 0) process.exitCode = 1;
}
