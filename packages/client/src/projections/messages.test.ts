/** Lists of messages put together, whatever way they overlap. */
import type { Message } from '@parley/contract/features/chat/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../test/people.ts';
import { merge } from './messages.ts';

const at = (seq: number, changedSeq?: number): Message =>
  message(seq, changedSeq === undefined ? {} : { changedSeq });

/** Some of the messages of one room in order, each as some event left it. */
const stretch = fc
  .uniqueArray(
    fc.record({ seq: fc.integer({ min: 1, max: 30 }), change: fc.integer({ min: 30, max: 33 }) }),
    {
      selector: ({ seq }) => seq,
      maxLength: 12,
    },
  )
  .map((all) => all.sort((a, b) => a.seq - b.seq).map(({ seq, change }) => at(seq, change)));

describe('two lists as one', () => {
  it('have each message once, in order, in its later state', () => {
    fc.assert(
      fc.property(stretch, stretch, (known, added) => {
        const both = [...known, ...added];
        const seqs = [...new Set(both.map(({ seq }) => seq))].sort((a, b) => a - b);
        const merged = merge(known, added);
        expect(merged.map(({ seq }) => seq)).toEqual(seqs);
        for (const { seq, changedSeq } of merged) {
          const states = both.filter((one) => one.seq === seq).map((one) => one.changedSeq ?? 0);
          expect(changedSeq).toBe(Math.max(...states));
        }
      }),
    );
  });

  it('are sorted also where a page before the others is not', () => {
    expect(merge([at(5)], [at(3), at(1)]).map(({ seq }) => seq)).toEqual([1, 3, 5]);
    expect(merge([], [at(2), at(1)]).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(merge([at(1)], []).map(({ seq }) => seq)).toEqual([1]);
  });
});
