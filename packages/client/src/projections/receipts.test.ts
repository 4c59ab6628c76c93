import { describe, expect, it } from 'vitest';
import { AT, signal } from '../../test/people.ts';
import { afterReceipt, NO_RECEIPTS, progressOf, type Receipts, withReadMarks } from './receipts.ts';

const read = (userId: string, seq: number) =>
  signal('chat:read', { roomId: 'r1', userId, messageId: 'm', seq });
const got = (userId: string, seq: number) =>
  signal('chat:delivered', { roomId: 'r1', userId, messageId: 'm', seq });
const after = (...signals: ReturnType<typeof signal>[]): Receipts =>
  signals.reduce(afterReceipt, NO_RECEIPTS);

describe('receipts', () => {
  it('a message is sent, then delivered, then read: by anybody but me', () => {
    expect(progressOf(NO_RECEIPTS, 'ada', 5)).toBe('sent');
    expect(progressOf(after(got('ada', 5), read('ada', 5)), 'ada', 5)).toBe('sent');
    expect(progressOf(after(got('bob', 4)), 'ada', 5)).toBe('sent');
    expect(progressOf(after(got('bob', 6)), 'ada', 5)).toBe('delivered');
    expect(progressOf(after(got('bob', 6), read('eve', 5)), 'ada', 5)).toBe('read');
  });

  it('go forwards only, whatever comes late', () => {
    const known = after(read('bob', 5), got('bob', 6));
    expect(after(read('bob', 5), got('bob', 6), read('bob', 3), got('bob', 2))).toEqual(known);
    expect(known.bob).toEqual({ readSeq: 5, readAt: AT, deliveredSeq: 6 });
  });

  it('P10: a snapshot says who has read how far; nobody it leaves out has told', () => {
    const marks = [{ userId: 'bob', seq: 9, at: AT }];
    const known = withReadMarks(after(read('eve', 5), got('eve', 5), read('bob', 3)), marks);
    expect(known.bob).toMatchObject({ readSeq: 9 });
    expect(known.eve).toEqual({ readSeq: 0, readAt: null, deliveredSeq: 5 });
    expect(progressOf(known, 'ada', 5)).toBe('read');
    expect(progressOf(known, 'bob', 5)).toBe('delivered');
  });

  it('a signal without a place says nothing', () => {
    const vague = signal('chat:read', { roomId: 'r1', userId: 'bob', messageId: 'm' });
    expect(after(vague, signal('chat:typing', {}))).toBe(NO_RECEIPTS);
  });
});
