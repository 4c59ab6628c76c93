/** The files a report is read from and written to. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workload } from '../workloads/workload.ts';
import type { Baseline } from './baseline/baseline.ts';
import { panels } from './chart/chart.ts';
import { drawing } from './chart/drawing.ts';
import { withHeadline } from './page/headline.ts';
import { page } from './page/page.ts';
import type { Results } from './results.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const RESULTS = at('benchmarks/results/latest.json');
const BASELINE = at('benchmarks/baseline.json');
const TEMPLATE = at('benchmarks/report/page/page.md');
const README = at('README.md');
const PAGE = at('docs/benchmarks.md');
const CHART = at('docs/images/benchmarks.svg');

export async function readResults(): Promise<Results> {
  // Written by ourselves and nobody else; the freshness test reads every part of it.
  return (await readJson(RESULTS)) as Results;
}

export async function writeResults(results: Results): Promise<void> {
  await write(RESULTS, `${JSON.stringify(results, readable, 2)}\n`);
}

/** Digits past these are noise. */
const DIGITS = 6;
const readable = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;

export async function readBaseline(): Promise<Baseline> {
  // Written by ourselves, as above.
  return (await readJson(BASELINE)) as Baseline;
}

export async function writeBaseline(baseline: Baseline): Promise<void> {
  await write(BASELINE, json(baseline));
}

/** The files of the report as they should be, by path. */
export async function reportOf(
  workloads: readonly Workload[],
  results: Results,
): Promise<ReadonlyMap<string, string>> {
  return new Map([
    [PAGE, page(await readFile(TEMPLATE, 'utf8'), workloads, results)],
    [CHART, drawing(panels(workloads, results))],
    [README, withHeadline(await readFile(README, 'utf8'), workloads, results)],
  ]);
}

export async function writeReport(workloads: readonly Workload[], results: Results): Promise<void> {
  for (const [path, content] of await reportOf(workloads, results)) await write(path, content);
}

/** An empty object where there is no such file yet. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw cause;
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
