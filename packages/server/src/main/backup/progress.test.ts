/** How far it is, on a terminal and elsewhere. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CalledOff, Progress } from './progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is written while rows pass for ten seconds, one step each 50 ms. */
function written(isTTY: boolean): string[] {
  const texts: string[] = [];
  const progress = new Progress({ isTTY, write: (text) => texts.push(text) });
  for (let step = 1; step <= 200; step += 1) {
    vi.advanceTimersByTime(50);
    progress.step(`users: ${step} rows`);
  }
  progress.say('users: 200 rows');
  return texts;
}

it('is one line that changes, on a terminal', () => {
  const texts = written(true);
  expect(texts).toHaveLength(101);
  expect(texts.join('').split('\n')).toHaveLength(2);
  expect(texts.at(-1)).toBe('\r\x1b[2Kusers: 200 rows\n');
});

it('is a line every few seconds elsewhere', () => {
  expect(written(false)).toEqual(['users: 100 rows\n', 'users: 200 rows\n', 'users: 200 rows\n']);
});

it('ends the line that changes before anything else is said', () => {
  const texts: string[] = [];
  const progress = new Progress({ isTTY: true, write: (text) => texts.push(text) });
  progress.end();
  vi.advanceTimersByTime(100);
  progress.step('users: 1 row');
  progress.end();
  expect(texts.at(-1)).toBe('\n');
  expect(texts).toHaveLength(2);
});

it('is where work stops that was called off', () => {
  const progress = new Progress({ write: () => true }, () => true);
  expect(() => progress.step('users: 1 row')).toThrow(CalledOff);
});
