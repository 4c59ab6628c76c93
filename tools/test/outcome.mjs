/**
 * What a runner's JSON report says: how many tests passed, failed and were skipped, and which. A runner that
 * failed without a failing test (it crashed, or a file could not be loaded) counts as one failure, so that a
 * broken run never looks like a good one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const empty = () => ({ passed: 0, failed: 0, skipped: 0, names: { failed: [], skipped: [] } });

function count(outcome, status, name) {
  outcome[status] += 1;
  if (status !== 'passed') outcome.names[status].push(name);
}

function closing(outcome, runner, code) {
  if (code !== 0 && outcome.failed === 0) count(outcome, 'failed', `${runner} itself (exit code ${code})`);
  return outcome;
}

/** `pending` was begun or queued and never ended: its process crashed. */
const VITEST = { passed: 'passed', failed: 'failed', pending: 'failed', skipped: 'skipped', todo: 'skipped' };

export function vitestOutcome(file, code) {
  const outcome = empty();
  if (!existsSync(file)) return closing(outcome, 'vitest', code === 0 ? 1 : code);
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    const path = relative('.', suite.name);
    for (const test of suite.assertionResults) {
      count(outcome, VITEST[test.status] ?? 'failed', `${path} › ${test.fullName}`);
    }
    // A file that fails outside its tests: it could not be loaded, or a hook of its own threw.
    if (suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed')) {
      count(outcome, 'failed', path);
    }
  }
  return closing(outcome, 'vitest', code);
}

/** A story that passed only when tried again did not pass. */
const PLAYWRIGHT = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' };

export function playwrightOutcome(file, code) {
  const outcome = empty();
  if (!existsSync(file)) return closing(outcome, 'playwright', code === 0 ? 1 : code);
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        count(outcome, PLAYWRIGHT[test.status] ?? 'failed', [...path, spec.title].join(' › '));
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  };
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).suites) visit(suite, [suite.title]);
  return closing(outcome, 'playwright', code);
}

/** The outcome of a step that came to no tests of its own. */
export function without(status, name) {
  const outcome = empty();
  count(outcome, status, name);
  return outcome;
}

export function sum(outcomes) {
  const total = empty();
  for (const each of outcomes) {
    for (const status of ['passed', 'failed', 'skipped']) total[status] += each[status];
    for (const status of ['failed', 'skipped']) total.names[status].push(...each.names[status]);
  }
  return total;
}
