import type { Draft } from '@parley/contract/features/drafts/model';
import { describe, expect, it } from 'vitest';
import { AT } from '../../test/people.ts';
import { met, type Written } from './merge.ts';

const written = (text: string, base: number, more: Partial<Written> = {}): Written => ({
  text,
  replyTo: null,
  base,
  sent: null,
  other: null,
  writtenAt: 0,
  ...more,
});
const present = (text: string, version: number): Draft => ({
  roomId: 'r1',
  text,
  replyTo: null,
  updatedAt: AT,
  version,
});

describe('what is written here meets what the server has', () => {
  it('goes on from what it was based on', () => {
    expect(met(written('ab', 3), present('a', 3))).toEqual(written('ab', 3));
  });

  it('is kept there when both say the same', () => {
    expect(met(written('ab', 3), present('ab', 9))).toBeNull();
    expect(met(written('  ', 3), present('', 0))).toBeNull();
  });

  it('goes on from what was sent from here, whose answer was lost, however much was taken back since', () => {
    const sent = { text: 'abcd', replyTo: null };
    expect(met(written('ab', 3, { sent }), present('abcd', 9))).toEqual(written('ab', 9, { sent }));
  });

  it('goes on where all of the other is part of it', () => {
    expect(met(written('hello you', 3), present('hello', 9))).toEqual(written('hello you', 9));
  });

  it('stands when the other device emptied or sent its own', () => {
    expect(met(written('more', 3), present('', 0))).toEqual(written('more', 0));
  });

  it('shows both where neither holds the other', () => {
    const other = present('their words', 9);
    const both = met(written('my words', 3), other);
    expect(both).toEqual(written('my words', 3, { other }));
    // Who writes on there is shown anew; who takes it back there leaves mine.
    const later = present('their other words', 10);
    expect(met(written('my words', 3, { other }), later)?.other).toEqual(later);
    expect(met(written('my words', 3, { other }), present('', 0))?.other).toBeNull();
  });

  it('gives way where it was emptied here and written there', () => {
    expect(met(written('', 3), present('still writing', 9))).toBeNull();
  });
});
