/** `npm run bench -- …` */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of workloads; all when empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** How often a run that others disturbed is tried again. */
  readonly repeats: number;
  /** A missed bar is a failure. */
  readonly check: boolean;
  /** Where to leave CPU profiles of the servers. */
  readonly profile: string | null;
}

export const USAGE = `npm run bench -- [--only <workload>]… [--rounds 3] [--repeats 2] [--check] [--profile <dir>]`;

/** Throws an error that says what is wrong. */
export function readOptions(args: readonly string[], workloads: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      repeats: { type: 'string' },
      check: { type: 'boolean' },
      profile: { type: 'string' },
    },
  });
  const only = [...(values.only ?? []), ...positionals].flatMap((names) => names.split(','));
  const unknown = only.filter((name) => !workloads.includes(name));
  if (unknown.length > 0) {
    throw new Error(`there is no workload ${unknown.join(', ')}; there are ${workloads.join(', ')}`);
  }
  return {
    only,
    rounds: whole('rounds', values.rounds, 3, 1),
    repeats: whole('repeats', values.repeats, 2, 0),
    check: values.check ?? false,
    profile: values.profile === undefined ? null : resolve(values.profile),
  };
}

function whole(name: string, text: string | undefined, fallback: number, least: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number of at least ${least}`);
  }
  return value;
}
