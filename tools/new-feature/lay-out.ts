/** Lays out the files of a new feature and adds it to each registry. Touches nothing else. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fill, type Names } from './names.ts';
import { type Registry, withFeature } from './registry.ts';

/** Where each part of the template goes. */
export const FOLDERS = {
  contract: 'packages/contract/src/features/sample-name',
  server: 'packages/server/src/features/sample-name',
  client: 'packages/client/src/features/sample-name',
  web: 'packages/web/src/features/sample-name',
} as const;

export const REGISTRIES: readonly Registry[] = [
  {
    file: 'packages/contract/src/registry.ts',
    import: "import { sampleName } from './features/sample-name/index.ts';",
    list: /export const FEATURES = \[/,
    entry: 'sampleName',
  },
  {
    file: 'packages/server/src/main/features.ts',
    import: "import { sampleNameFeature } from '../features/sample-name/feature.ts';",
    list: /\n {2}return \[/,
    entry: 'sampleNameFeature(deps)',
  },
  {
    file: 'packages/client/src/registry.ts',
    import: "import { sampleName } from './features/sample-name/commands.ts';",
    list: /COMMANDS: [^=]* = \{/,
    entry: '...sampleName',
  },
  {
    file: 'packages/web/src/app/features.ts',
    import: "import { sampleName } from '../features/sample-name/feature.tsx';",
    list: /FEATURES: [^=]* = \[/,
    entry: 'sampleName',
  },
];

/** Paths of the template's files, relative to its folder. */
function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

export interface Laid {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/** Does all of it or, when something stands in the way, nothing. */
export function layOut(root: string, names: Names): Laid {
  const writes = new Map<string, string>();
  const created: string[] = [];
  for (const [part, target] of Object.entries(FOLDERS)) {
    const folder = fill(target, names);
    if (existsSync(join(root, folder))) throw new Error(`${folder} is there already`);
    const template = join(import.meta.dirname, 'template', part);
    for (const file of templateFiles(template)) {
      const path = join(folder, fill(file, names));
      writes.set(path, fill(readFileSync(join(template, file), 'utf8'), names));
      created.push(path);
    }
  }
  for (const registry of REGISTRIES) {
    const source = readFileSync(join(root, registry.file), 'utf8');
    writes.set(registry.file, withFeature(source, registry, names, fill));
  }
  for (const [path, content] of writes) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { created, changed: REGISTRIES.map(({ file }) => file) };
}
