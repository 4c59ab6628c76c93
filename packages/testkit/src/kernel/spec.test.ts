/** SPEC.md and the kernel's tests hold each other: a rule without a test, or a test of no rule, fails here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const KERNEL = fileURLToPath(new URL('../../../server/src/kernel/', import.meta.url));
const TEST_NAME = /\b(?:it|test)(?:\.each\([^)]*\))?\(\s*[`'"]((?:[DFRNGLBC]\d+ )*[DFRNGLBC]\d+)\b/g;

const rules = [...readFileSync(join(KERNEL, 'SPEC.md'), 'utf8').matchAll(/\*\*([DFRNG]\d+)\*\*/g)].map(
  ([, id]) => id,
);

const tested = new Set(
  readdirSync(KERNEL, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(KERNEL, file), 'utf8').matchAll(TEST_NAME)])
    .flatMap(([, ids = '']) => ids.split(' ')),
);

describe('the specification', () => {
  it('has a test for each of its rules', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((id) => !tested.has(id ?? ''))).toEqual([]);
  });

  it('has a rule for each number a test carries', () => {
    expect([...tested].filter((id) => !rules.includes(id))).toEqual([]);
  });
});
