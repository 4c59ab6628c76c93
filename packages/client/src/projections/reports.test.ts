import type { Report } from '@parley/contract/features/moderation/model';
import { describe, expect, it } from 'vitest';
import { AT, event } from '../../test/people.ts';
import { projectReports, type ReportsInput } from './reports.ts';

const report = (id: string, resolved = false): Report => ({
  id,
  room: { id: 'r1' },
  messageId: `m-${id}`,
  author: { id: 'eve', username: 'eve', displayName: 'Eve' },
  reason: 'spam',
  note: '',
  content: 'buy this',
  metadata: {},
  saidAt: AT,
  reportedAt: AT,
  resolution: resolved
    ? { outcome: 'removed', note: '', by: { id: 'ada', username: 'ada', displayName: 'Ada' }, at: AT }
    : null,
});
const told = (seq: number, type: string, of: Report): ReportsInput => ({
  kind: 'event',
  event: event(seq, type, { report: of }, 'staff:reports'),
});
const list = (...reports: Report[]): ReportsInput => ({ kind: 'snapshot', snapshot: { reports } });
const run = (...inputs: ReportsInput[]) => inputs.reduce(projectReports, [] as readonly Report[]);

describe('open reports', () => {
  it('P10: a snapshot and the events after it come to the same as a later snapshot', () => {
    const later = run(
      list(report('2'), report('1')),
      told(1, 'report:created', report('3')),
      told(2, 'report:resolved', report('1', true)),
    );
    expect(later).toEqual(run(list(report('3'), report('2'))));
  });

  it('P5: one that was resolved before it is told of never shows', () => {
    expect(
      run(told(1, 'report:created', report('1', true)), told(2, 'report:resolved', report('1', true))),
    ).toEqual([]);
  });

  it('one told twice is there once, and what belongs to others changes nothing', () => {
    expect(
      run(list(report('1')), told(1, 'report:created', report('1')), told(2, 'other', report('2'))),
    ).toEqual([report('1')]);
    expect(run(list(report('1')), { kind: 'snapshot', snapshot: null })).toEqual([report('1')]);
  });
});
