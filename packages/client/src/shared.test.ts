import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../test/fake-clock.ts';
import { EPOCH, event } from '../test/people.ts';
import { Channels } from './channels/channels.ts';
import { type SharedProjection, SharedStates } from './shared.ts';

const NUMBERS: SharedProjection<readonly number[]> = {
  channel: 'numbers:all',
  empty: [],
  from: (snapshot) => (snapshot as { numbers: number[] }).numbers,
  next: (state, { type, data }) => (type === 'number:added' ? [...state, data as number] : state),
};

/** Answers each subscription with the numbers there are. */
function rig() {
  const asked: unknown[] = [];
  const numbers = [1, 2];
  const channels = new Channels(new FakeClock(), async (name, input) => {
    asked.push([name, input]);
    const position = { epoch: EPOCH, seq: numbers.length };
    return { position, recovered: false, events: [], more: false, snapshot: { numbers: [...numbers] } };
  });
  const push = (type: string, n: number) => {
    if (type === 'number:added') numbers.push(n);
    const { data, ...meta } = event(numbers.length, type, n, NUMBERS.channel);
    channels.push(type, data, meta);
  };
  return { channels, asked, push, states: new SharedStates(channels) };
}

describe('state that everybody shares', () => {
  it('is asked for once, whoever looks at it, and kept by what happens', async () => {
    const { channels, asked, push, states } = rig();
    const state = states.of(NUMBERS);
    expect(states.of(NUMBERS)).toBe(state);
    expect(state.getSnapshot()).toEqual([]);
    channels.attach();
    await channels.sync('user:ada');
    await settle();
    expect(asked).toEqual([['channel:subscribe', { channel: NUMBERS.channel }]]);
    expect(state.getSnapshot()).toEqual([1, 2]);
    push('number:added', 3);
    expect(state.getSnapshot()).toEqual([1, 2, 3]);
    const before = state.getSnapshot();
    push('number:praised', 3);
    expect(state.getSnapshot()).toBe(before);
    expect(asked).toHaveLength(1);
  });

  it('is not followed before somebody asks for it, and at once after that', async () => {
    const { channels, asked, states } = rig();
    channels.attach();
    await channels.sync('user:ada');
    expect(asked).toEqual([]);
    const state = states.of(NUMBERS);
    await settle();
    expect(state.getSnapshot()).toEqual([1, 2]);
  });
});
