/** The last line of `npm test` is true of every report a runner can leave. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playwrightOutcome, sum, vitestOutcome } from './outcome.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-outcome-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function report(content: unknown): string {
  files += 1;
  const file = join(folder, `${files}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const suite = (status: string, ...statuses: string[]) => ({
  name: join(process.cwd(), 'a.test.ts'),
  status,
  assertionResults: statuses.map((each) => ({ status: each, fullName: `it is ${each}` })),
});

describe('vitest', () => {
  test('counts tests, and names those that did not pass', () => {
    const file = report({ testResults: [suite('failed', 'passed', 'failed', 'todo', 'skipped')] });
    expect(vitestOutcome(file, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      names: {
        failed: ['a.test.ts › it is failed'],
        skipped: ['a.test.ts › it is todo', 'a.test.ts › it is skipped'],
      },
    });
  });

  test('a test that never ended, because its process crashed, is a failure', () => {
    expect(vitestOutcome(report({ testResults: [suite('passed', 'passed', 'pending')] }), 1)).toMatchObject({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test('a file that could not be loaded is a failure', () => {
    expect(vitestOutcome(report({ testResults: [suite('failed')] }), 1).failed).toBe(1);
  });

  test('an unhandled error outside every test is a failure', () => {
    expect(vitestOutcome(report({ testResults: [suite('passed', 'passed')] }), 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  test('no report at all is a failure', () => {
    expect(vitestOutcome(join(folder, 'none.json'), 0).failed).toBe(1);
  });
});

describe('playwright', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

  test('counts stories in nested suites; one that needed a second try failed', () => {
    const file = report({
      suites: [
        {
          title: 'talk.spec.ts',
          specs: [spec('two people talk', 'expected')],
          suites: [
            {
              title: 'away',
              specs: [spec('catches up', 'flaky'), spec('waits', 'skipped'), spec('breaks', 'unexpected')],
            },
          ],
        },
      ],
    });
    expect(playwrightOutcome(file, 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      names: {
        failed: ['talk.spec.ts › away › catches up', 'talk.spec.ts › away › breaks'],
        skipped: ['talk.spec.ts › away › waits'],
      },
    });
  });

  test('a browser that never started is a failure', () => {
    expect(playwrightOutcome(report({ suites: [] }), 1).failed).toBe(1);
  });
});

test('the sum is over all suites', () => {
  const one = vitestOutcome(report({ testResults: [suite('passed', 'passed', 'skipped')] }), 0);
  const two = playwrightOutcome(join(folder, 'none.json'), 1);
  expect(sum([one, two])).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
});
