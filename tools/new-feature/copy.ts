/** A copy of the tree to try things in: its own packages, and the installed ones of the original. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';

/** What is made, not written; a copy makes its own. */
const MADE = new Set(['node_modules', 'dist', '.git', '.cache', 'data', 'test-results', 'playwright-report']);

export function copyTree(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'parley-copy-'));
  cpSync(root, copy, { recursive: true, filter: (source) => !MADE.has(basename(source)) });
  linkModules(join(root, 'node_modules'), join(copy, 'node_modules'));
  const scope = join(copy, 'node_modules/@parley');
  mkdirSync(scope);
  for (const name of readdirSync(join(copy, 'packages'))) {
    // Relative, as npm makes it: the copy's packages must be found, not the original's.
    symlinkSync(`../../packages/${name}`, join(scope, name));
    const own = join(root, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', name, 'node_modules'));
  }
  return copy;
}

function linkModules(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    // Caches are written to, so a copy has its own.
    if (name !== '@parley' && !name.startsWith('.')) symlinkSync(join(from, name), join(to, name));
  }
}

/** Every file of a tree with its text, by path. */
export function filesOf(root: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !MADE.has(entry.name)) visit(path);
      if (entry.isFile()) files.set(relative(root, path), readFileSync(path, 'latin1'));
    }
  };
  visit(root);
  return files;
}
