/** What is built stays built until what it was built from changes. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspect, type Stamp } from './fingerprint.mjs';

const TARGET = { inputs: ['src', 'package.json', 'not-there'], output: 'dist/main.js' };
let root: string;
let known: Stamp;

const write = (path: string, content: string) => writeFileSync(join(root, path), content);
const look = (upstream: readonly string[] = ['contract-1']) => inspect(root, TARGET, known, upstream);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-build-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  write('src/deep/a.ts', 'export const a = 1;');
  write('package.json', '{}');
  write('dist/main.js', '');
  known = inspect(root, TARGET, undefined, ['contract-1']);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a target', () => {
  test('never built is stale', () => {
    expect(inspect(root, TARGET, undefined, []).stale).toBe(true);
  });

  test('built from these sources is not', () => {
    expect(look().stale).toBe(false);
  });

  test('is not stale when its files are only touched, as by a checkout', () => {
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(root, 'src/deep/a.ts'), later, later);
    const seen = look();
    expect(seen.stale).toBe(false);
    expect(seen.stamp).not.toBe(known.stamp);
    expect(seen.content).toBe(known.content);
  });

  test('is not stale when a test changes', () => {
    write('src/deep/a.test.ts', 'test');
    expect(look().stale).toBe(false);
  });

  test.each([
    ['a source changes', () => write('src/deep/a.ts', 'export const a = 2;')],
    ['a source is added', () => write('src/b.ts', '')],
    [
      'a source is renamed',
      () => {
        rmSync(join(root, 'src/deep/a.ts'));
        write('src/deep/b.ts', 'export const a = 1;');
      },
    ],
    ['its output is gone', () => rmSync(join(root, 'dist/main.js'))],
    ['an input that was missing appears', () => write('not-there', '')],
  ])('is stale when %s', (_what, change) => {
    change();
    expect(look().stale).toBe(true);
  });

  test('is stale when what it is built on was built anew', () => {
    expect(look(['contract-2']).stale).toBe(true);
  });
});
