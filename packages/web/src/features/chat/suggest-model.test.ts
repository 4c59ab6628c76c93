/** Which token the caret stands in, and what takes its place. */
import { expect, test } from 'vitest';
import { complete, type Trigger, tokenAt } from './suggest-model.ts';

const WORD: Trigger = { mark: ':', where: 'word', least: 0, letter: /[\p{L}\p{M}\p{N}_-]/u };
const AT_START: Trigger = { ...WORD, where: 'start' };

/** `|` is the caret. */
function at(marked: string, trigger = WORD) {
  const caret = marked.indexOf('|');
  return tokenAt(marked.replace('|', ''), caret, [trigger]);
}

test.each([
  [':|', '', 0, 1],
  ['well :smi|', 'smi', 5, 9],
  ['(:smi|', 'smi', 1, 5],
  ['**:smi|', 'smi', 2, 6],
  ['one\n:smi|', 'smi', 4, 8],
  [':ยิ้|', 'ยิ้', 0, 4],
  [':sm|ile and on', 'sm', 0, 6],
])('%j holds a token', (marked, query, start, end) => {
  expect(at(marked)).toEqual({ mark: ':', query, start, end });
});

test.each([['10:30|'], [':smile |'], ['https://a.example|'], ['|:smile'], [':)|'], ['none|']])(
  '%j holds none',
  (marked) => {
    expect(at(marked)).toBeNull();
  },
);

test('a mark that belongs at the start is one nowhere else', () => {
  expect(at(':he|', AT_START)).toMatchObject({ query: 'he', start: 0 });
  expect(at('say :he|', AT_START)).toBeNull();
  expect(at('\n:he|', AT_START)).toBeNull();
});

test('nothing is offered before enough is typed', () => {
  const patient = { ...WORD, least: 2 };
  expect(at(':s|', patient)).toBeNull();
  expect(at(':sm|', patient)).toMatchObject({ query: 'sm' });
});

test.each([
  ['well :smi|', '🙂', 'well 🙂 |'],
  ['well :smi| then', '🙂', 'well 🙂 |then'],
  [':sm|ile', '🙂', '🙂 |'],
])('in %j, %s makes %j', (marked, inserted, after) => {
  const token = at(marked);
  if (token === null) throw new Error('no token');
  const made = complete(marked.replace('|', ''), token, inserted);
  expect(`${made.text.slice(0, made.start)}|${made.text.slice(made.start)}`).toBe(after);
});
