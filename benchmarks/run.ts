/**
 * The benchmark: Parley and its peers on the same work, in turn, in one run. Prints ratios and whether they meet
 * their bars, keeps the newest whole results in `results/latest.json`, and writes the report of them. A missed bar is a
 * finding; with `--check` a ratio that got worse is a failure.
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bench, measure } from './measure/measure.ts';
import { lackedOpenFiles } from './measure/open-files.ts';
import { pinned } from './measure/process.ts';
import type { Run } from './measure/run.ts';
import { type Command, type Options, readCommand, USAGE } from './options.ts';
import { targetsOn, WORKLOADS } from './registry.ts';
import { accept, compared, fails, type Measured } from './report/baseline/baseline.ts';
import { comparisonText } from './report/baseline/text.ts';
import { commitHere, machineHere } from './report/circumstances.ts';
import { readBaseline, readResults, writeBaseline, writeReport, writeResults } from './report/files.ts';
import { kept, type Result, type Skipped, workOf } from './report/results.ts';
import type { Rounds } from './report/rounds.ts';
import { disturbance, keptLine, preface, runLine, skippedLine, table } from './report/text.ts';
import { isDisturbed, verdictsOf } from './report/verdicts.ts';
import { selected, takingPart } from './selection.ts';
import { isOtherBuild } from './targets/parley-process.ts';
import { Services } from './targets/services.ts';
import { versionsOf } from './targets/software.ts';
import type { Target, TargetName } from './targets/target.ts';
import { World } from './targets/world.ts';
import { castsOf, type Workload } from './workloads/workload.ts';

/** In the tree, not in a temporary directory: that may be memory, where a durable write costs nothing. */
const WORK = fileURLToPath(new URL(`../.cache/bench/${process.pid}`, import.meta.url));

async function measureAll(options: Options): Promise<void> {
  if (isOtherBuild && options.baseline === 'accepted') {
    throw new Error('PARLEY_SERVER names another build: its ratios are compared and not accepted');
  }
  const workloads = selected(WORKLOADS, options);
  if (workloads.length === 0) throw new Error('none of these peers takes part in any of these workloads');
  console.log(preface(options.rounds, pinned('server').length > 0));
  const world = new World(WORK);
  const services = new Services();
  const bench: Bench = { world, dir: WORK, profileDir: options.profile };
  const casts = workloads.flatMap(castsOf);
  await world.prepare(casts, (words) => console.log(`preparing: ${words}`));
  const targets = targetsOn(world, services);
  const commit = commitHere();
  // Profiles cost what they measure, and another build's figures are not this one's.
  const counts = options.profile === null && !isOtherBuild;
  const measured: Measured[] = [];
  try {
    for (const workload of workloads) {
      console.log(`\n${workload.name}: ${workload.title}`);
      const lacking = lackedOpenFiles(castsOf(workload));
      const { taking, skipped } = takingPart(workload, targets, lacking);
      for (const { name, lacks } of skipped) console.log(skippedLine(name, lacks));
      const rounds = await inTurn(workload, taking, bench, options);
      measured.push({ workload, rounds });
      if (counts && taking.length > 0)
        await keep(workload, resultOf(workload, taking, skipped, rounds, commit));
    }
  } finally {
    await services.stop();
  }
  const verdicts = measured.flatMap(({ workload, rounds }) => verdictsOf(workload, rounds));
  console.log(`\n${table(verdicts, workloads)}`);
  const disturbed = disturbance(measured.flatMap(({ rounds }) => [...rounds.values()].flat()));
  if (disturbed !== null) console.log(`\n${disturbed}`);
  if (options.baseline !== 'ignored') await hold(measured, options.baseline);
}

/** Targets take turns, so that a slow minute of the machine is everybody's. */
async function inTurn(
  workload: Workload,
  taking: readonly Target[],
  bench: Bench,
  { rounds, repeats }: Options,
): Promise<Map<TargetName, Run[]>> {
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

function resultOf(
  workload: Workload,
  taking: readonly Target[],
  skipped: readonly Skipped[],
  rounds: Rounds,
  commit: string,
): Result {
  return {
    at: new Date().toISOString(),
    commit,
    machine: machineHere(),
    versions: versionsOf(taking.map(({ name }) => name)),
    work: workOf(workload),
    targets: taking.map(({ name, title }) => ({ name, title, runs: rounds.get(name) ?? [] })),
    skipped,
  };
}

/** At once, so that a run that ends early leaves what it measured. */
async function keep(workload: Workload, result: Result): Promise<void> {
  const results = kept(await readResults(), { [workload.name]: result }, WORKLOADS);
  const stays = results[workload.name];
  if (stays && stays !== result) console.log(keptLine(stays));
  await writeResults(results);
  await writeReport(WORKLOADS, await readResults());
}

async function hold(measured: readonly Measured[], how: 'checked' | 'accepted'): Promise<void> {
  const baseline = await readBaseline();
  const comparisons = measured.flatMap((one) => compared(baseline, one));
  console.log(`\n${comparisonText(comparisons)}`);
  if (how === 'checked') {
    if (fails(comparisons)) process.exitCode = 1;
  } else {
    const { cpu } = machineHere();
    await writeBaseline(measured.reduce((held, one) => accept(held, one, cpu), baseline));
    console.log('accepted, but for what was disturbed or wrong');
  }
}

let command: Command;
try {
  command = readCommand(
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
  if (command.kind === 'report') await writeReport(WORKLOADS, await readResults());
  else await measureAll(command.options);
} catch (cause) {
  console.error(cause);
  process.exitCode = 1;
}
