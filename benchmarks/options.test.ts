import { describe, expect, it } from 'vitest';
import { type Options, readCommand } from './options.ts';

const NAMES = ['fan-out', 'idle'];
const TARGETS = ['parley', 'socketio'];

const read = (...args: string[]) => readCommand(args, NAMES, TARGETS);

function options(...args: string[]): Options {
  const command = read(...args);
  if (command.kind !== 'measure') throw new Error('these measure');
  return command.options;
}

describe('options of the benchmark', () => {
  it('runs everything three times unless told otherwise', () => {
    expect(options()).toEqual({
      only: [],
      peers: [],
      rounds: 3,
      repeats: 2,
      baseline: 'ignored',
      profile: null,
    });
  });

  it('takes workloads by --only, by commas and by position', () => {
    expect(options('--only', 'idle,fan-out', '--rounds', '1')).toMatchObject({
      only: ['idle', 'fan-out'],
      rounds: 1,
    });
    expect(options('fan-out').only).toEqual(['fan-out']);
  });

  it('refuses a workload there is not, naming those there are', () => {
    expect(() => options('--only', 'fanout')).toThrow('there is no workload fanout; there are fan-out, idle');
  });

  it('takes --workload for --only', () => {
    expect(options('--workload', 'idle').only).toEqual(['idle']);
  });

  it('takes peers by name, and refuses one there is not', () => {
    expect(options('--peer', 'socketio').peers).toEqual(['socketio']);
    expect(() => options('--peer', 'socket')).toThrow(
      'there is no target socket; there are parley, socketio',
    );
  });

  it.each(['0', '1.5', 'many'])('refuses --rounds %s', (rounds) => {
    expect(() => options('--rounds', rounds)).toThrow('--rounds must be a whole number');
  });

  it('compares with the baseline, or replaces it, and refuses both at once', () => {
    expect(options('--check').baseline).toBe('checked');
    expect(options('--accept').baseline).toBe('accepted');
    expect(() => read('--check', '--accept')).toThrow('one of them');
  });

  it.each(['--check', '--accept'])(
    'refuses %s of profiled servers, whose figures count for nothing',
    (how) => {
      expect(() => read(how, '--profile', 'profiles')).toThrow('count for nothing');
    },
  );

  it('writes the report alone, and refuses to be told what to measure for it', () => {
    expect(read('--report')).toEqual({ kind: 'report' });
    expect(() => read('--report', '--rounds', '1')).toThrow('--report measures nothing');
  });
});
