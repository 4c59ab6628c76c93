/**
 * `npm test [-- <vitest filter> …]`: every suite there is. Ends with one line, `N passed, N failed, N skipped`,
 * over all of them. Fails on a failure and, in CI, also on a skip: there, what was not tried is not known.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from './build/build.mjs';
import { run } from './run.mjs';
import { playwrightOutcome, sum, vitestOutcome, without } from './test/outcome.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = `${root}.cache/test`;
const filters = process.argv.slice(2);
const inCi = ['true', '1'].includes(process.env.CI ?? '');

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const TSX = ['node_modules/tsx/dist/cli.mjs', '--conditions=parley:source'];
const servicesReport = `${reports}/services.json`;
await run([...TSX, 'tools/services.ts', servicesReport]);
const services = existsSync(servicesReport) ? JSON.parse(readFileSync(servicesReport, 'utf8')) : {};

const outcomes = [];
// First, because browser stories and the processes that tests start run what is built.
let isBuilt = true;
try {
  await build(root, { say: console.log });
} catch (failure) {
  console.error(failure.message);
  isBuilt = false;
  outcomes.push(without('failed', 'the build'));
}

const vitestReport = `${reports}/vitest.json`;
const vitestCode = await run(
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
    ...filters,
  ],
  { env: { ...process.env, ...(isBuilt && { PARLEY_BUILT: `${root}packages/server/dist` }) } },
);
outcomes.push(vitestOutcome(vitestReport, vitestCode));

const stories = 'tests/e2e/playwright.config.ts';
const hasStories = filters.length === 0 && existsSync(`${root}${stories}`);
if (hasStories && !services.Chromium) outcomes.push(without('skipped', 'tests/e2e › needs Chromium'));
else if (hasStories && isBuilt) {
  const report = `${reports}/playwright.json`;
  const program = [
    '--conditions=parley:source',
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    stories,
  ];
  const code = await run([...program, '--reporter=list,json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  outcomes.push(playwrightOutcome(report, code));
}

const { passed, failed, skipped, names } = sum(outcomes);
for (const name of names.failed) console.log(`failed: ${name}`);
for (const name of names.skipped) console.log(`skipped: ${name}`);
if (inCi && skipped > 0) console.log('in CI a skip is a failure');
process.exitCode = failed > 0 || passed === 0 || (inCi && skipped > 0) ? 1 : 0;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
