/**
 * The benchmark: Parley and its peers on the same work, in turn, in one run. Prints ratios and whether they meet
 * their bars, and keeps all figures in `results/latest.json`. A missed bar is a finding, and with `--check` a failure.
 */
import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, measure } from './measure/measure.ts';
import { lackedOpenFiles } from './measure/open-files.ts';
import { pinned } from './measure/process.ts';
import type { Run } from './measure/run.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { targetsOn, WORKLOADS } from './registry.ts';
import { disturbance, preface, runLine, table } from './report/text.ts';
import { isDisturbed, type Verdict, verdictsOf } from './report/verdicts.ts';
import { selected } from './selection.ts';
import { Services } from './targets/services.ts';
import type { Target, TargetName } from './targets/target.ts';
import { World } from './targets/world.ts';
import { castsOf, type Workload } from './workloads/workload.ts';

const RESULTS = fileURLToPath(new URL('./results', import.meta.url));
/** In the tree, not in a temporary directory: that may be memory, where a durable write costs nothing. */
const WORK = fileURLToPath(new URL(`../.cache/bench/${process.pid}`, import.meta.url));

interface Measured {
  readonly workload: Workload;
  readonly rounds: ReadonlyMap<TargetName, readonly Run[]>;
  readonly verdicts: readonly Verdict[];
}

async function main(options: Options): Promise<void> {
  const workloads = selected(WORKLOADS, options);
  if (workloads.length === 0) throw new Error('none of these peers takes part in any of these workloads');
  console.log(preface(options.rounds, pinned('server').length > 0));
  const world = new World(WORK);
  const services = new Services();
  const bench: Bench = { world, dir: WORK, profileDir: options.profile };
  const casts = workloads.flatMap(castsOf);
  await world.prepare(casts, (words) => console.log(`preparing: ${words}`));
  const targets = targetsOn(world, services);
  const measured: Measured[] = [];
  try {
    for (const workload of workloads) {
      console.log(`\n${workload.name}: ${workload.title}`);
      const rounds = await inTurn(workload, targets, bench, options);
      measured.push({ workload, rounds, verdicts: verdictsOf(workload, rounds) });
    }
  } finally {
    await services.stop();
  }
  const verdicts = measured.flatMap((one) => one.verdicts);
  console.log(`\n${table(verdicts, workloads)}`);
  const disturbed = disturbance(measured.flatMap(({ rounds }) => [...rounds.values()].flat()));
  if (disturbed !== null) console.log(`\n${disturbed}`);
  await keep(measured, options);
  if (options.check && verdicts.some(({ met }) => !met)) process.exitCode = 1;
}

/** Targets take turns, so that a slow minute of the machine is everybody's. */
async function inTurn(
  workload: Workload,
  targets: readonly Target[],
  bench: Bench,
  { rounds, repeats }: Options,
): Promise<Map<TargetName, Run[]>> {
  const taking = workload.targets.flatMap((name) => {
    const target = targets.find((candidate) => candidate.name === name);
    if (!target) throw new Error(`there is no target ${name}`);
    const lacks = [...target.lacks, ...lackedOpenFiles(castsOf(workload))];
    if (lacks.length === 0) return [target];
    console.log(`  ${name} is skipped: it needs ${lacks.join(' and ')}, which this machine does not have`);
    return [];
  });
  const runs = new Map<TargetName, Run[]>(taking.map(({ name }) => [name, []]));
  for (let round = 0; round < Math.min(rounds, workload.mostRounds ?? rounds); round++) {
    for (const target of taking) {
      const run = await quietest(repeats, () => measure(workload, target, bench));
      console.log(runLine(target.name, run));
      runs.get(target.name)?.push(run);
    }
  }
  return runs;
}

/** Repeats a run that others disturbed; keeps the least disturbed one. */
async function quietest(repeats: number, once: () => Promise<Run>): Promise<Run> {
  let best = await once();
  for (let n = 0; n < repeats && isDisturbed(best); n++) {
    const again = await once();
    if (again.othersShare < best.othersShare) best = again;
  }
  return best;
}

async function keep(measured: readonly Measured[], options: Options): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  const content = {
    at: new Date().toISOString(),
    node: process.version,
    rounds: options.rounds,
    workloads: measured.map(({ workload, rounds, verdicts }) => ({
      ...workload,
      runs: Object.fromEntries(rounds),
      verdicts,
    })),
  };
  await writeFile(join(RESULTS, 'latest.json'), `${JSON.stringify(content, null, 2)}\n`);
}

let options: Options;
try {
  options = readOptions(
    process.argv.slice(2),
    WORKLOADS.map(({ name }) => name),
    [...new Set(WORKLOADS.flatMap(({ targets }) => targets))],
  );
} catch (cause) {
  console.error(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`);
  process.exit(2);
}
process.once('exit', () => rmSync(WORK, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  await main(options);
} catch (cause) {
  console.error(cause);
  process.exitCode = 1;
}
