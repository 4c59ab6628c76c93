import { describe, expect, it } from 'vitest';
import { BACKOFF_CAP_MS, backoffMs } from './backoff.ts';
import { type ConnectionInput, type ConnectionState, transition } from './state.ts';

const context = { now: 1_000, random: () => 0.5 };
const error = { code: 'UNAUTHENTICATED', message: 'Invalid token', retryable: false } as const;
const run = (state: ConnectionState, ...inputs: ConnectionInput[]) =>
  inputs.reduce((now, input) => transition(now, input, context), state);
const lost: ConnectionInput = { kind: 'lost', afterMs: 0 };
const live: ConnectionState = { kind: 'live', since: 5 };

describe('the connection as a state machine', () => {
  it('goes from idle over connecting and syncing to live', () => {
    const connecting = run({ kind: 'idle' }, { kind: 'start' });
    expect(connecting).toEqual({ kind: 'connecting', attempt: 1, since: 1_000 });
    const syncing = run(connecting, { kind: 'opened' });
    expect(syncing).toEqual({ kind: 'syncing', attempt: 1, since: 1_000 });
    expect(run(syncing, { kind: 'synced' })).toEqual({ kind: 'live', since: 1_000 });
  });

  it('is not live before it has caught up', () => {
    expect(run({ kind: 'connecting', attempt: 1, since: 0 }, { kind: 'synced' }).kind).toBe('connecting');
  });

  it('comes back within a second when a live connection is lost', () => {
    expect(run(live, lost)).toEqual({ kind: 'waiting', attempt: 1, retryAt: 1_500, since: 1_000 });
  });

  it('waits longer with each failure and keeps since when it was lost', () => {
    const again = run(live, lost, { kind: 'retry' }, lost, { kind: 'retry' }, lost);
    expect(again).toEqual({ kind: 'waiting', attempt: 3, retryAt: 3_000, since: 1_000 });
  });

  it('counts a connection lost while catching up as a failure', () => {
    const again = run(live, lost, { kind: 'retry' }, { kind: 'opened' }, lost);
    expect(again).toMatchObject({ kind: 'waiting', attempt: 2 });
  });

  it('waits at least as long as the server asked', () => {
    expect(run(live, { kind: 'lost', afterMs: 7_000 })).toMatchObject({ retryAt: 8_500 });
  });

  it('does not come back when the server ended it', () => {
    const closed = run(live, { kind: 'ended', closing: null });
    expect(run(closed, { kind: 'retry' }, { kind: 'networkUp' }, lost)).toEqual({
      kind: 'closed',
      closing: null,
    });
  });

  it('does not come back when signing in is needed, but starts anew when told', () => {
    const refused = run({ kind: 'connecting', attempt: 1, since: 0 }, { kind: 'refused', error });
    expect(run(refused, { kind: 'retry' }, { kind: 'networkUp' })).toEqual({ kind: 'refused', error });
    expect(run(refused, { kind: 'start' }).kind).toBe('connecting');
  });

  it('goes offline with the network and comes back with it, soon and not all at once', () => {
    const offline = run(live, { kind: 'networkDown' });
    expect(offline).toEqual({ kind: 'offline', since: 1_000 });
    expect(run(offline, { kind: 'networkUp' })).toMatchObject({
      kind: 'waiting',
      attempt: 1,
      retryAt: 1_500,
    });
  });

  it('returns the same state when an input means nothing to it', () => {
    for (const kind of ['opened', 'start', 'retry', 'networkUp'] as const)
      expect(run(live, { kind })).toBe(live);
  });

  it('stops from every state', () => {
    for (const state of [live, run(live, lost), run(live, { kind: 'networkDown' })]) {
      expect(run(state, { kind: 'stop' })).toEqual({ kind: 'idle' });
    }
  });
});

describe('back-off', () => {
  it('is uniform between nothing and a doubling ceiling', () => {
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, () => 0.999_999))).toEqual([
      999, 1_999, 3_999, 7_999,
    ]);
    expect(backoffMs(3, () => 0)).toBe(0);
  });

  it('never exceeds its cap, however often it failed', () => {
    expect(backoffMs(5_000, () => 0.999_999)).toBeLessThan(BACKOFF_CAP_MS);
  });
});
