import { SAMPLE_NAME_SHOWN, type SampleNameItem } from '@parley/contract/features/sample-name/model';
import { describe, expect, test } from 'vitest';
import type { ChannelEvent } from '../../channels/events.ts';
import { projectSampleName, SAMPLE_NAME_CHANNEL, sampleNameFrom } from './projection.ts';

const AT = '2026-01-01T00:00:00.000Z';
const item = (seq: number): SampleNameItem => ({
  id: `item-${seq}`,
  text: `text ${seq}`,
  createdBy: 'maya',
  createdAt: AT,
});
const event = (seq: number, type = 'sample-name:added'): ChannelEvent => ({
  channel: SAMPLE_NAME_CHANNEL,
  epoch: 'e',
  seq,
  type,
  actor: 'maya',
  at: AT,
  data: item(seq),
});
const seqs = Array.from({ length: SAMPLE_NAME_SHOWN + 20 }, (_, index) => index + 1);
/** What a snapshot taken after `seq` would say. */
const snapshotAt = (seq: number) => ({ items: seqs.slice(0, seq).slice(-SAMPLE_NAME_SHOWN).map(item) });

describe('items of sample-name', () => {
  test.each([0, 1, 50, SAMPLE_NAME_SHOWN])('P10: a snapshot at %d plus the events after it equals a fresh one', (seq) => {
    const later = seqs.slice(seq).map((each) => event(each));
    expect(later.reduce(projectSampleName, sampleNameFrom(snapshotAt(seq)))).toEqual(snapshotAt(seqs.length));
  });

  test('an event it does not know changes nothing', () => {
    const state = sampleNameFrom(snapshotAt(3));
    expect(projectSampleName(state, event(4, 'sample-name:later'))).toBe(state);
  });
});
