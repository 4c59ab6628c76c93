/** A checker that can't find anything proves nothing: each promise is broken here once. */
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { findings } from './judgement.ts';
import type { ClientRecord, SeenMessage } from './record.ts';

const message = (seq: number, content = `m${seq}`, deleted = false): SeenMessage => ({
  id: `id-${seq}`,
  seq,
  content,
  deleted,
});

function honest(): { records: ClientRecord[]; history: SeenMessage[] } {
  const history = [message(1), message(2), message(3)];
  const seen = history.map(
    (item) => ({ kind: 'event', seq: item.seq, type: 'chat:message', message: item }) as const,
  );
  const said = history.map(({ id, seq, content }) => ({
    clientId: `c${seq}`,
    content,
    acknowledged: [{ id, seq }],
  }));
  return {
    history,
    records: [
      { name: 'ann', said, changed: [], seen: [...seen] },
      { name: 'bob', said: [], changed: [], seen: [...seen] },
    ],
  };
}

const promises = (records: readonly ClientRecord[], history: readonly SeenMessage[]) => [
  ...new Set(check(records, history).flatMap(({ promise, broken }) => broken.map(() => promise))),
];

/** The record of one of the two, made above. */
function of(records: ClientRecord[], name: string): ClientRecord {
  const record = records.find((one) => one.name === name);
  if (!record) throw new Error(name);
  return record;
}

describe('the checker', () => {
  it('finds nothing where nothing is wrong', () => {
    const { records, history } = honest();
    const judgements = check(records, history);
    expect(findings(judgements)).toEqual([]);
    expect(judgements.map(({ promise, checked }) => [promise, checked])).toEqual([
      ['P1', 3],
      ['P2', 6],
      ['P3', 3],
      ['P4', 6],
      ['P5', 6],
    ]);
  });

  it('P1: finds an acknowledged message that is missing, and a change that was lost', () => {
    const { records, history } = honest();
    expect(promises(records, history.slice(0, 2))).toContain('P1');
    of(records, 'ann').changed.push({ id: 'id-2', kind: 'edit', content: 'better' });
    expect(promises(records, history)).toEqual(['P1']);
  });

  it('P2: finds two who saw different events at one seq', () => {
    const { records, history } = honest();
    const { seen } = of(records, 'bob');
    seen[1] = { kind: 'event', seq: 2, type: 'chat:message', message: { ...message(2), id: 'other' } };
    expect(promises(records, history)).toContain('P2');
  });

  it('P3: finds an effect that happened twice, and retries answered differently', () => {
    const { records, history } = honest();
    expect(promises(records, [...history, { ...message(4), content: 'm1' }])).toContain('P3');
    of(records, 'ann').said[0]?.acknowledged.push({ id: 'id-1', seq: 9 });
    expect(promises(records, history)).toContain('P3');
  });

  it('P4: finds a gap and a repeat', () => {
    for (const change of [
      (seen: unknown[]) => seen.splice(1, 1),
      (seen: unknown[]) => seen.splice(1, 0, seen[0]),
    ]) {
      const { records, history } = honest();
      change(of(records, 'bob').seen);
      expect(promises(records, history)).toContain('P4');
    }
  });

  it('P5: finds a client that holds an old state', () => {
    const { records, history } = honest();
    history[1] = message(2, '', true);
    expect(promises(records, history)).toEqual(['P5']);
  });
});
