/**
 * The group commit: many write sets, one transaction. It does no IO of its own; a driver carries out its steps.
 *
 * First it runs without savepoints. When something fails after it had effects, the batch is rolled back and run again
 * with a savepoint per write set, so that one failure harms no other (L1). Only `begin` to `commit` of the last
 * attempt is ever durable, so an error thrown from here means nothing is (L5), unless it is `lost` at `commit`.
 */
import type { IdempotencyKey } from '../../../kernel/ports/log.ts';
import { Attempt, type BatchContext, Rerun } from './attempt.ts';
import type { Entry, EntryOutcome } from './entry.ts';
import { isStorable, StepFailure, type Steps } from './steps.ts';

export function* commitBatch(entries: readonly Entry[], context: BatchContext): Steps<EntryOutcome[]> {
  return (
    (yield* attempt(entries, context, false)) ?? (yield* attempt(entries, context, true)) ?? unreachable()
  );
}

/** Null when it was rolled back and must be run again with savepoints. */
function* attempt(
  entries: readonly Entry[],
  context: BatchContext,
  savepoints: boolean,
): Steps<EntryOutcome[] | null> {
  try {
    yield { kind: 'begin' };
    const outcomes = yield* run(entries, context, savepoints);
    yield { kind: 'commit' };
    return outcomes;
  } catch (cause) {
    if (cause instanceof StepFailure && (cause.kind === 'lost' || cause.kind === 'fatal')) throw cause;
    yield { kind: 'rollback' };
    if (!savepoints && worthSavepoints(cause)) return null;
    throw cause;
  }
}

function worthSavepoints(cause: unknown): boolean {
  return cause instanceof Rerun || (cause instanceof StepFailure && cause.kind !== 'retry');
}

function* run(entries: readonly Entry[], context: BatchContext, savepoints: boolean): Steps<EntryOutcome[]> {
  const storable = entries.map(hasStorableNames);
  const sound = entries.filter((_, index) => storable[index]);
  const state = new Attempt(context, savepoints);
  const ids = channelsOf(sound);
  if (ids.length > 0) state.channelsRead((yield { kind: 'channels', ids }).rows);
  const keys = keysOf(sound);
  if (keys.length > 0) state.keysRead((yield { kind: 'keys', keys }).rows);
  const outcomes: EntryOutcome[] = [];
  for (const [index, entry] of entries.entries()) {
    if (storable[index]) outcomes.push(yield* state.apply(entry));
    else outcomes.push({ kind: 'failed', cause: 'a channel or key contains U+0000' });
  }
  yield* state.finish();
  return outcomes;
}

/** Names are looked up for the whole batch at once, so one that no database takes must not get that far. */
function hasStorableNames({ key, expect, appends }: Entry): boolean {
  const names = [...expect, ...appends].map((item) => item.channel);
  if (key) names.push(key.userId, key.command, key.clientId, key.hash);
  return names.every(isStorable);
}

/** Sorted, so that every node locks in the same order. */
function channelsOf(entries: readonly Entry[]): string[] {
  const ids = new Set<string>();
  for (const { expect, appends } of entries) {
    for (const { channel } of expect) ids.add(channel);
    for (const { channel } of appends) ids.add(channel);
  }
  return [...ids].sort();
}

function keysOf(entries: readonly Entry[]): IdempotencyKey[] {
  return entries.flatMap(({ key }) => (key ? [key] : []));
}

function unreachable(): never {
  throw new Error('a batch with savepoints is never run again');
}
