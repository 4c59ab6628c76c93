import { expect, it } from 'vitest';
import { type Judgement, PROMISES } from '../checker/judgement.ts';
import { table } from './report.ts';
import type { Outcome } from './story.ts';

it('the table adds up what was checked and says which promise broke, and how often', () => {
  const outcomes: Outcome[] = [
    { fault: 'fire', seed: 1, judgements: [one('P1', 1000), one('P2', 500)] },
    { fault: 'fire', seed: 2, judgements: [one('P1', 500), one('P2', 7, 'order')] },
    { fault: 'flood', seed: 3, judgements: [one('P4', 7)] },
  ];
  const cells = table(outcomes)
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(cells).toEqual([
    ['fault', ...PROMISES, 'operations'],
    ['fire', '1,500', 'BROKEN 1', ...Array(9).fill('-'), '2,007'],
    ['flood', '-', '-', '-', '7', ...Array(7).fill('-'), '0'],
    ['all', '1,500', 'BROKEN 1', '-', '7', ...Array(7).fill('-'), '2,007'],
  ]);
});

function one(promise: Judgement['promise'], checked: number, ...broken: readonly string[]): Judgement {
  return { promise, checked, broken };
}
