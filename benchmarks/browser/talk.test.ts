import { describe, expect, it } from 'vitest';
import { wrongIn } from './talk.ts';

const AT_END = { belowEnd: 0 };

describe('what a page showed', () => {
  it('is right when each sender’s messages came once and in order, whoever spoke between', () => {
    expect(
      wrongIn(
        {
          ...AT_END,
          shown: [
            [0, 1],
            [1, 7],
            [0, 2],
            [1, 8],
          ],
        },
        4,
      ),
    ).toEqual([]);
  });

  it('is wrong when one was left out, shown twice, or came before its turn', () => {
    expect(
      wrongIn(
        {
          ...AT_END,
          shown: [
            [0, 1],
            [0, 3],
          ],
        },
        2,
      ),
    ).toEqual(['after message 1 of sender 0 came 3']);
    expect(
      wrongIn(
        {
          ...AT_END,
          shown: [
            [0, 1],
            [0, 1],
          ],
        },
        2,
      ),
    ).toEqual(['after message 1 of sender 0 came 1']);
    expect(
      wrongIn(
        {
          ...AT_END,
          shown: [
            [0, 2],
            [0, 1],
          ],
        },
        2,
      ),
    ).toEqual(['after message 2 of sender 0 came 1']);
    expect(wrongIn({ ...AT_END, shown: [[0, 1]] }, 2)).toEqual(['2 messages were sent and 1 shown']);
  });

  it('is wrong when the view was left above the end', () => {
    expect(wrongIn({ shown: [], belowEnd: 40 }, 0)).toEqual(['the view ends 40 px above the last message']);
  });
});
