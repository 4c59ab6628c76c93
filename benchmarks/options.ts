/** `npm run bench -- …` */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of workloads; all when empty. */
  readonly only: readonly string[];
  /** Names of targets that take part beside Parley; all when empty. */
  readonly peers: readonly string[];
  readonly rounds: number;
  /** How often a run that others disturbed is tried again. */
  readonly repeats: number;
  /** What is done with the ratios that were accepted last: worse ones fail the command, or this run's take their place. */
  readonly baseline: 'ignored' | 'checked' | 'accepted';
  /** Where to leave CPU profiles of the servers. */
  readonly profile: string | null;
}

export const USAGE = `npm run bench -- [--only <workload>]… [--peer <target>]… [--rounds 3] [--repeats 2] [--check | --accept] [--profile <dir>]
npm run bench -- --report`;

/** To measure, or to write the report of what was measured before. */
export type Command = { readonly kind: 'measure'; readonly options: Options } | { readonly kind: 'report' };

/** Throws an error that says what is wrong. */
export function readCommand(
  args: readonly string[],
  workloads: readonly string[],
  targets: readonly string[],
): Command {
  if (!args.includes('--report')) {
    return { kind: 'measure', options: readOptions(args, workloads, targets) };
  }
  if (args.length > 1) throw new Error('--report measures nothing, so it stands alone');
  return { kind: 'report' };
}

function readOptions(
  args: readonly string[],
  workloads: readonly string[],
  targets: readonly string[],
): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      workload: { type: 'string', multiple: true },
      peer: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      repeats: { type: 'string' },
      check: { type: 'boolean' },
      accept: { type: 'boolean' },
      profile: { type: 'string' },
    },
  });
  const only = namesOf(
    'workload',
    [...(values.only ?? []), ...(values.workload ?? []), ...positionals],
    workloads,
  );
  const peers = namesOf('target', values.peer ?? [], targets);
  return {
    only,
    peers,
    rounds: whole('rounds', values.rounds, 3, 1),
    repeats: whole('repeats', values.repeats, 2, 0),
    baseline: baselineOf(values.check ?? false, values.accept ?? false, values.profile !== undefined),
    profile: values.profile === undefined ? null : resolve(values.profile),
  };
}

function baselineOf(check: boolean, accept: boolean, profiled: boolean): Options['baseline'] {
  if (check && accept)
    throw new Error('--check compares with the baseline and --accept replaces it: one of them');
  if (!check && !accept) return 'ignored';
  if (profiled) throw new Error('figures of a run with --profile count for nothing, to compare or to accept');
  return check ? 'checked' : 'accepted';
}

/** Given one by one or by commas. */
function namesOf(what: string, given: readonly string[], known: readonly string[]): string[] {
  const names = given.flatMap((each) => each.split(','));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`there is no ${what} ${unknown.join(', ')}; there are ${known.join(', ')}`);
  }
  return names;
}

function whole(name: string, text: string | undefined, fallback: number, least: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number of at least ${least}`);
  }
  return value;
}
