/**
 * How configuration is read: each part of the server has a slice of the environment, checks it, and says of
 * every wrong variable what it must be. An empty variable is one that is not set.
 */
import { z } from 'zod';
import type { Env } from '../feature.ts';

export class WrongConfiguration extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Wrong configuration: ${problems.join('; ')}`);
    this.name = 'WrongConfiguration';
    this.problems = problems;
  }
}

/** Reads one slice; throws `WrongConfiguration`. Values are not repeated in it: some are secret. */
export function readSlice<S extends z.ZodObject>(slice: S, env: Env): z.output<S> {
  const parsed = slice.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new WrongConfiguration(
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`),
  );
}

const unset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess(unset, schema.optional());
}

/** A number of at least `least`; a whole one unless `step` says otherwise. */
export function amount(fallback: number, least = 0, step: 'whole' | 'any' = 'whole') {
  const words = `must be a ${step === 'whole' ? 'whole ' : ''}number of at least ${least}`;
  const base = z.coerce.number(words).min(least, words);
  return z.preprocess(unset, (step === 'whole' ? base.int(words) : base).default(fallback));
}

export function text() {
  return optional(z.string().trim());
}

export function address(words: string, protocols: RegExp) {
  return optional(
    z.url({ protocol: protocols, error: words, abort: true }).refine(hasReadableUser, UNREADABLE_USER),
  );
}

export const UNREADABLE_USER = 'must have the special characters of its user and password as %XX, a % as %25';

/** Drivers fail on a `%` that stands for nothing only once they connect, and with words that help nobody. */
export function hasReadableUser(address: string): boolean {
  const { username, password } = new URL(address);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Comma-separated; null for `*`. */
export function origins() {
  const words = 'must be * or origins like https://example.org, separated by commas';
  const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;
  const list = (value: string) => value.split(',').flatMap((part) => part.trim() || []);
  return z
    .preprocess(unset, z.string().default(''))
    .refine((value) => value.trim() === '*' || list(value).every(isOrigin), words)
    .transform((value) => (value.trim() === '*' ? null : list(value)));
}

/** Runs every check and throws one `WrongConfiguration` with what all of them found. */
export function checkAll(checks: readonly (() => unknown)[]): void {
  const problems = checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (cause) {
      if (cause instanceof WrongConfiguration) return cause.problems;
      return [cause instanceof Error ? cause.message.replace(/^Wrong configuration: /, '') : String(cause)];
    }
  });
  if (problems.length > 0) throw new WrongConfiguration([...new Set(problems)]);
}
