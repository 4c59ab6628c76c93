/** A cell is told to be text wherever a spreadsheet would take it for something else. */
import type { AuditEntry } from '@parley/contract/features/audit/model';
import { expect, it } from 'vitest';
import { csvHead, csvLine } from './csv.ts';

const entry = (reason: string): AuditEntry => ({
  id: 'e',
  at: '2026-01-01T00:00:00.000Z',
  actor: { id: 'a', username: 'ada', displayName: 'Ada' },
  action: 'chat:ban',
  target: { kind: 'user', id: 'b', name: 'Ben' },
  reason,
  details: { until: null },
});
/** The tenth of the line, as it is written. */
const reasonCell = (reason: string) =>
  csvLine(entry(reason)).slice(
    '2026-01-01T00:00:00.000Z,chat:ban,ada,Ada,a,Ben,user,b,,,'.length,
    -',"{""until"":null}"\r\n'.length,
  );

it('writes a line an entry, with as many cells as the head', () => {
  expect(csvHead().charCodeAt(0)).toBe(0xfeff);
  expect(csvHead().split(',')).toHaveLength(12);
  expect(csvLine(entry('rude'))).toBe(
    '2026-01-01T00:00:00.000Z,chat:ban,ada,Ada,a,Ben,user,b,,,rude,"{""until"":null}"\r\n',
  );
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['\tx', "'\tx"],
  ['\r=1', `"'\r=1"`],
  ['＝1', "'＝1"],
  ['=1,"2"', `"'=1,""2"""`],
])('%j is text', (reason, cell) => {
  expect(reasonCell(reason)).toBe(cell);
});

it.each([
  ['a = b', 'a = b'],
  ['a, b', '"a, b"'],
  ['two\nlines', '"two\nlines"'],
  ['he said "no"', '"he said ""no"""'],
  ['', ''],
])('%j stays what it is', (reason, cell) => {
  expect(reasonCell(reason)).toBe(cell);
});
