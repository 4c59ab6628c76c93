/** `npm run new-feature <name>`: the files of a feature, its line in each registry, and the documents with it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { layOut } from './new-feature/lay-out.ts';
import { namesOf } from './new-feature/names.ts';

const root = join(import.meta.dirname, '..');
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });

const [name] = process.argv.slice(2);
try {
  if (name === undefined) throw new Error('say its name: npm run new-feature task-lists');
  const { created, changed } = layOut(root, namesOf(name));
  // A longer or shorter name wraps lines and sorts imports differently.
  node('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...created, ...changed);
  node('node_modules/tsx/dist/cli.mjs', '--conditions=parley:source', 'tools/generate.ts');
  for (const path of created) console.log(`new      ${path}`);
  for (const path of changed) console.log(`changed  ${path}`);
  console.log('generated packages/contract/generated');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
