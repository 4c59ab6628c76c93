import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const NAMES = ['fan-out', 'idle'];
const TARGETS = ['parley', 'socketio'];

describe('options of the benchmark', () => {
  it('runs everything three times unless told otherwise', () => {
    expect(readOptions([], NAMES, TARGETS)).toEqual({
      only: [],
      peers: [],
      rounds: 3,
      repeats: 2,
      check: false,
      profile: null,
    });
  });

  it('takes workloads by --only, by commas and by position', () => {
    expect(readOptions(['--only', 'idle,fan-out', '--rounds', '1'], NAMES, TARGETS)).toMatchObject({
      only: ['idle', 'fan-out'],
      rounds: 1,
    });
    expect(readOptions(['fan-out'], NAMES, TARGETS).only).toEqual(['fan-out']);
  });

  it('refuses a workload there is not, naming those there are', () => {
    expect(() => readOptions(['--only', 'fanout'], NAMES, TARGETS)).toThrow(
      'there is no workload fanout; there are fan-out, idle',
    );
  });

  it('takes --workload for --only', () => {
    expect(readOptions(['--workload', 'idle'], NAMES, TARGETS).only).toEqual(['idle']);
  });

  it('takes peers by name, and refuses one there is not', () => {
    expect(readOptions(['--peer', 'socketio'], NAMES, TARGETS).peers).toEqual(['socketio']);
    expect(() => readOptions(['--peer', 'socket'], NAMES, TARGETS)).toThrow(
      'there is no target socket; there are parley, socketio',
    );
  });

  it.each(['0', '1.5', 'many'])('refuses --rounds %s', (rounds) => {
    expect(() => readOptions(['--rounds', rounds], NAMES, TARGETS)).toThrow(
      '--rounds must be a whole number',
    );
  });
});
