/**
 * The shape, proven: in a copy of the tree a feature is laid out by the command people use, and its sample works
 * over every door, with nothing touched but its folders and its line in each registry.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyTree, filesOf } from './copy.ts';
import { FOLDERS, REGISTRIES } from './lay-out.ts';
import { fill, namesOf } from './names.ts';

const NAME = 'task-lists';
const names = namesOf(NAME);
const root = join(import.meta.dirname, '../..');
const PROOF = `packages/testkit/src/${NAME}.test.ts`;
const MINUTES = 60_000;

let copy: string;
let before: ReadonlyMap<string, string>;
let after: ReadonlyMap<string, string>;

/** Runs a Node program in the copy; its output is the message when it fails. */
function node(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  expect(status, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}
const tsx = (...args: string[]) =>
  node('node_modules/tsx/dist/cli.mjs', '--conditions=parley:source', ...args);

beforeAll(() => {
  copy = copyTree(root);
  before = filesOf(copy);
  tsx('tools/new-feature.ts', NAME);
  after = filesOf(copy);
  const proof = readFileSync(join(import.meta.dirname, 'proof/sample-name.test.ts.template'), 'utf8');
  mkdirSync(dirname(join(copy, PROOF)), { recursive: true });
  writeFileSync(join(copy, PROOF), fill(proof, names));
}, 2 * MINUTES);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run new-feature', () => {
  test('touches the feature’s own folders, the registries, and what is generated', () => {
    const created = [...after.keys()].filter((path) => !before.has(path));
    const folders = Object.values(FOLDERS).map((folder) => `${fill(folder, names)}/`);
    expect(created.filter((path) => !folders.some((folder) => path.startsWith(folder)))).toEqual([]);
    for (const folder of folders)
      expect(
        created.some((path) => path.startsWith(folder)),
        folder,
      ).toBe(true);

    const changed = [...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path);
    const generated = ['asyncapi', 'openapi', 'wire'].map(
      (name) => `packages/contract/generated/${name}.json`,
    );
    expect(changed.sort()).toEqual([...REGISTRIES.map(({ file }) => file), ...generated].sort());
  });

  test.each(REGISTRIES.map(({ file }) => file))(
    '%s gains its import and its entry, and keeps all else',
    (file) => {
      const words = (text: string | undefined) => text?.replace(/[\s,]+/g, ' ').split(/(?=\bimport )/) ?? [];
      const added = words(after.get(file)).filter((part) => part.includes(names.camel));
      expect(added.length).toBeGreaterThan(0);
      const without = (text: string | undefined) =>
        (text ?? '')
          .split('\n')
          .filter((line) => !line.startsWith('import ') || !line.includes(NAME))
          .join('')
          .replace(new RegExp(`(\\.\\.\\.)?${names.camel}(Feature\\(deps\\)|(Feature)?\\b)`), '')
          .replace(/[\s,]+/g, '');
      expect(without(after.get(file))).toBe(without(before.get(file)));
    },
  );

  test('refuses a name that is taken, and changes nothing', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/tsx/dist/cli.mjs', '--conditions=parley:source', 'tools/new-feature.ts', NAME],
      { cwd: copy, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('is there already');
    for (const [path, text] of after) expect(readFileSync(join(copy, path), 'latin1'), path).toBe(text);
  });
});

describe('what it lays out', () => {
  test.each(['contract', 'client', 'server', 'web', 'testkit'])(
    'is typed: %s compiles with it',
    (name) => {
      node('node_modules/@typescript/native/bin/tsc', '-p', `packages/${name}/tsconfig.json`);
    },
    2 * MINUTES,
  );

  test(
    'keeps the import rules and the style',
    () => {
      const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
      const rules = ['--config', 'tools/imports/rules.cjs', '--output-type', 'json', '--no-progress'];
      const { stdout } = spawnSync(process.execPath, [cruiser, ...rules, 'packages'], {
        cwd: copy,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      const { summary, modules } = JSON.parse(stdout);
      const sources: string[] = modules.map(({ source }: { source: string }) => source);
      expect(sources).toContain(fill(`${FOLDERS.server}/feature.ts`, names));
      // What others break is told by `npm run imports`; here it is about what was laid out.
      const broken: { from: string; to: string }[] = summary.violations;
      expect(broken.filter(({ from, to }) => `${from} ${to}`.includes(`/${NAME}/`))).toEqual([]);
      const folders = Object.values(FOLDERS).map((each) => fill(each, names));
      node('node_modules/@biomejs/biome/bin/biome', 'check', ...folders);
    },
    2 * MINUTES,
  );

  test('is documented: the generated files are fresh', () => {
    expect(tsx('tools/generate.ts')).not.toContain('written');
  });

  test(
    'P3, P4, P10: works over REST, Socket.IO and the SDK, and is recovered after a disconnect',
    () => {
      const tests = [
        PROOF,
        ...Object.values(FOLDERS).map((each) => fill(each, names)),
        'packages/client/src/registry.test.ts',
        'packages/web/src/i18n',
      ];
      node('node_modules/vitest/vitest.mjs', 'run', ...tests);
    },
    5 * MINUTES,
  );
});
