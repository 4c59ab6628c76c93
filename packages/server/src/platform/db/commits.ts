/** Writes that are no command (signing in, a job): the same group commit, so the same durability and fan-out. */
import { wireError } from '@parley/contract/kernel/errors';
import { Refused, refuse, type Settlement, type WriteSet } from '../../kernel/index.ts';

export interface Commits {
  /** Settles once durable, or once it is known that nothing of it is; its events are then on their way. The kernel. */
  commit(set: WriteSet): Promise<Settlement>;
}

/** What a decision made without a session writes; the answer is the caller's own affair. */
export type Decided = Pick<WriteSet, 'expect' | 'statements' | 'appends' | 'jobs'>;

const ATTEMPTS = 8;
const UNAVAILABLE = 'This can’t be saved just now. Try again in a moment.';

/**
 * Decides, commits, and decides anew after a conflict, a bounded number of times. `decide` refuses by throwing
 * `Refused`, or returns null when there is nothing to write; the last decision's `result` is the answer.
 */
export async function commitDecided<R>(
  commits: Commits,
  decide: () => Promise<{ readonly write: Decided | null; readonly result: R }>,
): Promise<R> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { write, result } = await decide();
    if (write === null) return result;
    const outcome = await commits.commit({ ...write, answer: { kind: 'json', json: '{}' } });
    if (outcome.kind === 'committed') return result;
    if (outcome.kind === 'failed') throw new Error('a write failed', { cause: outcome.cause });
    if (outcome.kind === 'unavailable') {
      throw new Refused(wireError('UNAVAILABLE', UNAVAILABLE, { retryAfterMs: 1000 }), outcome.cause);
    }
  }
  return refuse('UNAVAILABLE', 'Too many changes at once. Try again in a moment.', { retryAfterMs: 500 });
}
