/** What every log must do (ports/log.ts, rules L1–L7). An adapter's test calls this with a way to open one. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Append,
  CommitOutcome,
  IdempotencyKey,
  Log,
  Statement,
  StoredEvent,
  WriteSet,
} from '../ports/log.ts';
import { LogModel } from './log-model.ts';

/** The tables the suite writes, in SQL that every adapter's database takes. */
export const LOG_TEST_TABLES = [
  'create table notes (id text primary key, body text not null, seq integer, deleted integer not null default 0, channel text)',
  'create table parts (id text primary key, note_id text not null references notes (id))',
] as const;

export interface NoteRow {
  readonly id: string;
  readonly body: string;
  readonly seq: number | null;
  readonly deleted: number;
  /** Of notes that keep the event of their making. */
  readonly channel: string | null;
}

/** State of the entity `note`: what the subject's reader must answer. */
export function noteState({ id, body, seq, deleted }: NoteRow): string {
  return JSON.stringify(deleted === 1 ? { id, deleted: true } : { id, body, seq });
}

/** The event that a note with a channel keeps. */
export function noteEvent(row: NoteRow): StoredEvent {
  const { id, seq } = row;
  const entity = { kind: 'note', id };
  return { seq: seq ?? 0, type: 'test:noted', actor: 'someone', at: AT, data: noteState(row), entity };
}

/** A log over an empty database that has `LOG_TEST_TABLES` and knows the entity `note`, whose rows keep events. */
export interface LogSubject {
  readonly log: Log;
  /** Writes `?` in the database's own placeholders. */
  sql(text: string): string;
  notes(): Promise<readonly NoteRow[]>;
  /** Closes it and opens it again, as a restart does. */
  reopen(): Promise<LogSubject>;
  close(): Promise<void>;
}

const AT = '2026-01-01T00:00:00.000Z';
const LIMITS = { maxEvents: 100, maxBytes: 1_000_000 };
const FOREVER = 1e12;

export function logConformance(name: string, open: () => Promise<LogSubject>): void {
  describe(`log conformance: ${name}`, () => {
    let subject: LogSubject;
    let log: Log;
    let unique = 0;
    const fresh = (what: string): string => `${what}:${++unique}`;

    beforeAll(async () => {
      subject = await open();
      log = subject.log;
    });
    afterAll(() => subject.close());

    const one = async (set: WriteSet): Promise<CommitOutcome> => {
      const [outcome] = await log.commit([set]);
      if (!outcome) throw new Error('no outcome');
      return outcome;
    };
    const run = (text: string, params: readonly (string | number)[], rows?: number): Statement => {
      const statement = { kind: 'run', sql: subject.sql(text), params } as const;
      return rows === undefined ? statement : { ...statement, rows };
    };
    const noteIds = async (): Promise<string[]> => (await subject.notes()).map((note) => note.id);
    const eventsOf = async (channel: string) => (await log.read(channel, 0, LIMITS)).events;

    describe('L1: a write set is all or nothing and harms no other', () => {
      const failures: [string, () => Statement, object][] = [
        ['a unique key', () => note('taken'), { kind: 'conflict', reason: 'constraint' }],
        [
          'a foreign key',
          () => ({ kind: 'insert', table: 'parts', row: { id: fresh('p'), note_id: 'nowhere' } }),
          { kind: 'conflict', reason: 'constraint' },
        ],
        [
          'a row count',
          () => run('update notes set body = ? where id = ?', ['x', 'nowhere'], 1),
          { kind: 'conflict', reason: 'rows' },
        ],
        [
          'a missing value',
          () => ({ kind: 'insert', table: 'notes', row: { id: fresh('n') } }),
          { kind: 'failed' },
        ],
        ['broken SQL', () => run('update nothing at all', []), { kind: 'failed' }],
        ['a seq of no append', () => note(fresh('n'), { seqOf: 7 }), { kind: 'failed' }],
      ];
      it.each(failures)('%s that does not hold', async (_, failing, expected) => {
        if (!(await noteIds()).includes('taken')) await one(write({ statements: [note('taken')] }));
        const channel = fresh('room');
        const ids = [fresh('n'), fresh('n'), fresh('n')] as const;
        const outcomes = await log.commit([
          write({ statements: [note(ids[0])], appends: [append(channel, '{"n":1}')] }),
          write({ statements: [note(ids[1]), failing()], appends: [append(channel, '{"n":2}')] }),
          write({ statements: [note(ids[2])], appends: [append(channel, '{"n":3}')] }),
        ]);
        expect(outcomes).toEqual([committed([1]), expect.objectContaining(expected), committed([2])]);
        const present = await noteIds();
        expect(ids.map((id) => present.includes(id))).toEqual([true, false, true]);
        expect((await eventsOf(channel)).map((event) => event.data)).toEqual(['{"n":1}', '{"n":3}']);
      });

      it('a failed command may be tried again under the same key', async () => {
        const key = keyOf(fresh('c'));
        const channel = fresh('room');
        const failing = write({
          key,
          statements: [note(fresh('n')), run('update notes set body = ? where id = ?', ['x', 'nowhere'], 1)],
        });
        expect(await one(failing)).toMatchObject({ kind: 'conflict' });
        expect(await log.find(key)).toEqual({ kind: 'unknown' });
        expect(await one(write({ key, appends: [append(channel)] }))).toEqual(committed([1]));
      });

      it('names the database can not hold fail alone', async () => {
        const channel = fresh('room');
        const outcomes = await log.commit([
          write({ key: keyOf('nul\0') }),
          write({ appends: [append('room:\0')] }),
          write({ appends: [append(channel)] }),
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual(['failed', 'failed', 'committed']);
        expect(await log.find(keyOf('nul\0'))).toEqual({ kind: 'unknown' });
        expect((await log.read('room:\0', 0, LIMITS)).head).toBe(0);
        expect([...(await log.heads(['room:\0', channel])).values()].map(({ seq }) => seq)).toEqual([0, 1]);
      });

      it('an entity nobody can read back fails', async () => {
        const channel = fresh('room');
        const strange = { ...append(channel), entity: { kind: 'unheard-of', id: '1' } };
        expect(await one(write({ appends: [strange] }))).toMatchObject({ kind: 'failed' });
        expect(await log.read(channel, 0, LIMITS)).toMatchObject({ head: 0, events: [] });
      });
    });

    describe('L2: write sets take effect in batch order', () => {
      it('a later one sees the rows of an earlier one, also by reference', async () => {
        const [first, second, part] = [fresh('n'), fresh('n'), fresh('p')];
        const outcomes = await log.commit([
          write({
            statements: [{ kind: 'insert', table: 'parts', row: { id: fresh('p'), note_id: 'none' } }],
          }),
          write({ statements: [note(first)] }),
          write({ statements: [run('update notes set body = ? where id = ?', ['changed', first], 1)] }),
          write({
            statements: [
              note(second),
              { kind: 'insert', table: 'parts', row: { id: part, note_id: second } },
            ],
          }),
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual([
          'conflict',
          'committed',
          'committed',
          'committed',
        ]);
        expect((await subject.notes()).find((row) => row.id === first)).toMatchObject({ body: 'changed' });
      });

      it('rows of one write set go in in its order, whatever others insert', async () => {
        const [a, b] = [fresh('n'), fresh('n')];
        const part = (of: string): Statement => {
          return { kind: 'insert', table: 'parts', row: { id: fresh('p'), note_id: of } };
        };
        await one(write({ statements: [note(a)] }));
        const set = write({ statements: [part(a), note(b), part(b)] });
        expect(await log.commit([set, write({ statements: [part(a)] })])).toEqual([
          committed([]),
          committed([]),
        ]);
      });

      it('an expected version is checked against what the batch did before', async () => {
        const channel = fresh('room');
        const change = { kind: 'changed' } as const;
        const raise = { ...append(channel), acl: change };
        const outcomes = await log.commit([
          write({ expect: [{ channel, aclVersion: 0 }], appends: [raise] }),
          write({ expect: [{ channel, aclVersion: 0 }], appends: [append(channel)] }),
          write({ expect: [{ channel, aclVersion: 1 }], appends: [append(channel), raise] }),
        ]);
        expect(outcomes).toEqual([
          { kind: 'committed', seqs: [1], aclVersions: [1] },
          { kind: 'conflict', reason: 'acl', detail: channel },
          { kind: 'committed', seqs: [2, 3], aclVersions: [1, 2] },
        ]);
        expect((await log.heads([channel])).get(channel)).toEqual({ seq: 3, aclVersion: 2 });
      });

      it('after a conflict the rest of its lane is held, other lanes go on', async () => {
        const channel = fresh('room');
        const stale = [{ channel, aclVersion: 9 }];
        const outcomes = await log.commit([
          write({ lane: 'a', appends: [append(channel)] }),
          write({ lane: 'a', expect: stale, appends: [append(channel)] }),
          write({ lane: 'b', appends: [append(channel)] }),
          write({ lane: 'a', appends: [append(channel)] }),
          write({ appends: [append(channel)] }),
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual([
          'committed',
          'conflict',
          'committed',
          'held',
          'committed',
        ]);
        expect(await one(write({ lane: 'a', appends: [append(channel)] }))).toEqual(committed([4]));
      });

      it('a conflict of rows holds its lane too, also when it had effects to take back', async () => {
        const channel = fresh('room');
        const missing = run('update notes set body = ? where id = ?', ['x', 'nowhere'], 1);
        const outcomes = await log.commit([
          write({ lane: 'a', statements: [note(fresh('n')), missing] }),
          write({ lane: 'a', appends: [append(channel)] }),
          write({ lane: 'b', appends: [append(channel)] }),
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual(['conflict', 'held', 'committed']);
      });
    });

    describe('L3: seqs', () => {
      it('P2: are dense per channel from 1, in batch order, over channels and write sets', async () => {
        const [a, b] = [fresh('room'), fresh('room')];
        expect(
          await log.commit([
            write({ appends: [append(a), append(b), append(a)] }),
            write({ appends: [append(b)] }),
          ]),
        ).toEqual([
          { kind: 'committed', seqs: [1, 1, 2], aclVersions: [0, 0, 0] },
          { kind: 'committed', seqs: [2], aclVersions: [0] },
        ]);
        expect(await log.heads([a, b, 'room:never'])).toEqual(
          new Map([
            [a, { seq: 2, aclVersion: 0 }],
            [b, { seq: 2, aclVersion: 0 }],
            ['room:never', { seq: 0, aclVersion: 0 }],
          ]),
        );
      });

      it('are spliced into the data and given to statements', async () => {
        const channel = fresh('room');
        const id = fresh('n');
        await one(
          write({
            appends: [append(channel), { ...append(channel, '{"a":1}'), seqAs: 'seq' }],
            statements: [note(id, { seqOf: 1 })],
          }),
        );
        await one(write({ appends: [{ ...append(channel, '{}'), seqAs: 'changedSeq' }] }));
        expect((await eventsOf(channel)).map((event) => event.data)).toEqual([
          '{}',
          '{"a":1,"seq":2}',
          '{"changedSeq":3}',
        ]);
        expect((await subject.notes()).find((row) => row.id === id)?.seq).toBe(2);
      });
    });

    describe('L4: what was committed is durable', () => {
      it('P1: and there after opening anew, with positions, keys and the epoch', async () => {
        const first = await open();
        const key = keyOf('c1');
        await first.log.commit([
          write({ key, appends: [append('room:1', '{"n":1}')], answer: literal('{"a":1}') }),
        ]);
        const before = { epoch: first.log.epoch, page: await first.log.read('room:1', 0, LIMITS) };
        const again = await first.reopen();
        try {
          expect(again.log.epoch).toBe(before.epoch);
          expect(await again.log.read('room:1', 0, LIMITS)).toEqual(before.page);
          expect(await again.log.find(key)).toEqual({ kind: 'replayed', answer: '{"a":1}' });
          expect(await again.log.commit([write({ appends: [append('room:1')] })])).toEqual([committed([2])]);
        } finally {
          await again.close();
        }
      });
    });

    describe('L6: a key has one effect', () => {
      it('P3: the second of a batch and every later one is replayed, another payload refused', async () => {
        const channel = fresh('room');
        const key = keyOf(fresh('c'));
        const set = write({ key, appends: [append(channel)], answer: literal('{"first":true}') });
        const replayed = { kind: 'replayed', answer: '{"first":true}' };
        const other = { ...set, key: { ...key, hash: 'other' } };
        expect(await log.commit([set, set, other])).toEqual([
          committed([1]),
          replayed,
          { kind: 'key-reused' },
        ]);
        expect(await log.commit([set, other])).toEqual([replayed, { kind: 'key-reused' }]);
        expect(await log.find(key)).toEqual(replayed);
        expect(await log.find(other.key)).toEqual({ kind: 'key-reused' });
        expect((await log.heads([channel])).get(channel)?.seq).toBe(1);
      });

      it('P3: the same client id of another person or command is another key', async () => {
        const key = keyOf(fresh('c'));
        const outcomes = await log.commit([
          write({ key }),
          write({ key: { ...key, userId: 'somebody-else' } }),
          write({ key: { ...key, command: 'other' } }),
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual(['committed', 'committed', 'committed']);
      });

      it('P3: is replayed although its expectation no longer holds and its lane is held', async () => {
        const channel = fresh('room');
        const raise = { ...append(channel), acl: { kind: 'changed' } as const };
        const set = write({
          key: keyOf(fresh('c')),
          lane: 'a',
          expect: [{ channel, aclVersion: 0 }],
          appends: [raise],
        });
        await one(set);
        const stale = write({ lane: 'a', expect: [{ channel, aclVersion: 0 }] });
        const outcomes = await log.commit([stale, set]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual(['conflict', 'replayed']);
      });

      it('P3: a wrapped answer is the data with its seq', async () => {
        const key = keyOf(fresh('c'));
        const data = { ...append(fresh('room'), '{"x":"é"}'), seqAs: 'seq' };
        await one(write({ key, appends: [data], answer: { kind: 'wrap', key: 'thing', append: 0 } }));
        expect(await log.find(key)).toEqual({ kind: 'replayed', answer: '{"thing":{"x":"é","seq":1}}' });
      });
    });

    describe('entities', () => {
      const noted = (channel: string, id: string): WriteSet =>
        write({
          key: keyOf(id),
          statements: [note(id, { seqOf: 0 }, 'secret')],
          appends: [{ ...append(channel, '{"body":"secret"}'), entity: { kind: 'note', id } }],
          answer: { kind: 'wrap', key: 'note', append: 0 },
        });

      it('P5: are read as they are now; nothing deleted survives in the log or in an answer', async () => {
        const channel = fresh('room');
        const [a, b] = [fresh('n'), fresh('n')];
        await log.commit([noted(channel, a), noted(channel, b), noted(channel, a)]);
        await one(
          write({
            statements: [
              run('update notes set body = ?, deleted = 1 where id = ?', ['', a], 1),
              run('update notes set body = ? where id = ?', ['edited', b], 1),
            ],
            appends: [{ ...append(channel, '{}'), entity: { kind: 'note', id: a } }],
          }),
        );
        const gone = JSON.stringify({ id: a, deleted: true });
        const edited = JSON.stringify({ id: b, body: 'edited', seq: 2 });
        expect((await eventsOf(channel)).map((event) => event.data)).toEqual([gone, edited, gone]);
        const { events } = await log.read(channel, 2, LIMITS);
        expect(events[0]?.entity).toEqual({ kind: 'note', id: a });
        expect(await one(noted(channel, a))).toEqual({ kind: 'replayed', answer: `{"note":${gone}}` });
        expect(await log.find(keyOf(b))).toEqual({ kind: 'replayed', answer: `{"note":${edited}}` });
      });
    });

    describe('events that an entity keeps', () => {
      it('P2 P4: come back in their places among those of the log, as if it had written them', async () => {
        const channel = fresh('room');
        const [a, b, c] = [fresh('n'), fresh('n'), fresh('n')];
        await log.commit([
          keeping(channel, a),
          write({ appends: [append(channel, '{"n":2}')] }),
          keeping(channel, b),
          keeping(channel, c),
          write({ appends: [append(channel, '{"n":5}')] }),
        ]);
        const state = (id: string, seq: number) => JSON.stringify({ id, body: 'text', seq });
        const page = await log.read(channel, 0, LIMITS);
        expect(page.events.map(({ seq, type, data }) => [seq, type, data])).toEqual([
          [1, 'test:noted', state(a, 1)],
          [2, 'test:event', '{"n":2}'],
          [3, 'test:noted', state(b, 3)],
          [4, 'test:noted', state(c, 4)],
          [5, 'test:event', '{"n":5}'],
        ]);
        expect(page.events[0]).toEqual({
          seq: 1,
          type: 'test:noted',
          actor: 'someone',
          at: AT,
          data: state(a, 1),
          entity: { kind: 'note', id: a },
        });
        expect((await log.read(channel, 3, LIMITS)).events.map(({ seq }) => seq)).toEqual([4, 5]);
      });

      it('P5: are told as the entity is now', async () => {
        const channel = fresh('room');
        const id = fresh('n');
        await one(keeping(channel, id));
        await one(
          write({
            statements: [run('update notes set body = ?, deleted = 1 where id = ?', ['', id], 1)],
            appends: [{ ...append(channel), entity: { kind: 'note', id } }],
          }),
        );
        const gone = JSON.stringify({ id, deleted: true });
        expect((await eventsOf(channel)).map((event) => event.data)).toEqual([gone, gone]);
      });

      it('P4: pages end where either source was cut, without a hole and to the last event', async () => {
        const channel = fresh('room');
        const long = 'x'.repeat(300);
        const sets = Array.from({ length: 30 }, (_, n) =>
          n % 3 === 0
            ? write({ appends: [append(channel, JSON.stringify({ n, long }))] })
            : keeping(channel, fresh('n'), n % 3 === 1 ? long : ''),
        );
        await log.commit(sets);
        for (const limits of [
          { maxEvents: 4, maxBytes: 1e6 },
          { maxEvents: 100, maxBytes: 1_000 },
          { maxEvents: 100, maxBytes: 1 },
        ]) {
          const seen: number[] = [];
          for (let more = true; more; ) {
            const page = await log.read(channel, seen.at(-1) ?? 0, limits);
            expect(page.events.length).toBeGreaterThan(0);
            seen.push(...page.events.map(({ seq }) => seq));
            ({ more } = page);
          }
          expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
        }
      });

      it('P4: one whose row is gone counts as trimmed: what follows is never taken for all there was', async () => {
        const channel = fresh('room');
        const gone = fresh('n');
        await log.commit([keeping(channel, gone), write({ appends: [append(channel)] })]);
        await one(write({ statements: [run('delete from notes where id = ?', [gone], 1)] }));
        expect(await log.read(channel, 0, LIMITS)).toMatchObject({ head: 2, oldest: 2, more: false });
        expect(await log.read(channel, 1, LIMITS)).toMatchObject({ head: 2, oldest: 1, more: false });
      });

      it('P4: are forgotten by number like others, and old log rows around them by age', async () => {
        const [counted, aged] = [fresh('room'), fresh('room')];
        const past = { ...append(aged), at: '2025-01-01T00:00:00.000Z' };
        await log.commit([
          ...Array.from({ length: 6 }, () => keeping(counted, fresh('n'))),
          write({ appends: [past] }),
          keeping(aged, fresh('n')),
          keeping(aged, fresh('n')),
        ]);
        const now = Date.parse('2026-01-02T00:00:00.000Z');
        await log.trim({
          maxEvents: 4,
          maxBytes: FOREVER,
          maxAgeMs: 7 * 86_400_000,
          keysOlderThanMs: FOREVER,
          now,
        });
        const seqs = async (channel: string) => {
          const { oldest, events } = await log.read(channel, 0, LIMITS);
          return [oldest, events.map(({ seq }) => seq)];
        };
        expect(await seqs(counted)).toEqual([3, [3, 4, 5, 6]]);
        expect(await seqs(aged)).toEqual([2, [2, 3]]);
      });

      it('of a kind whose rows can not be read as events fail', async () => {
        const channel = fresh('room');
        const strange = { ...append(channel), entity: { kind: 'unheard-of', id: '1' }, keptByEntity: true };
        expect(await one(write({ appends: [strange] }))).toMatchObject({ kind: 'failed' });
      });
    });

    describe('L7: a page', () => {
      it('P4: holds what follows the position, up to its limits, and says when there is more', async () => {
        const channel = fresh('room');
        const data = (n: number): string => JSON.stringify({ n, pad: 'x'.repeat(86) });
        await log.commit([1, 2, 3, 4, 5].map((n) => write({ appends: [append(channel, data(n))] })));
        const size = data(1).length;
        const page = async (after: number, maxEvents: number, maxBytes: number) => {
          const { events, more, head, oldest } = await log.read(channel, after, { maxEvents, maxBytes });
          expect([head, oldest]).toEqual([5, 1]);
          return [events.map((event) => event.seq), more];
        };
        expect(await page(0, 10, 1e6)).toEqual([[1, 2, 3, 4, 5], false]);
        expect(await page(2, 10, 1e6)).toEqual([[3, 4, 5], false]);
        expect(await page(0, 2, 1e6)).toEqual([[1, 2], true]);
        expect(await page(3, 2, 1e6)).toEqual([[4, 5], false]);
        expect(await page(0, 10, size * 3)).toEqual([[1, 2, 3], true]);
        expect(await page(0, 10, size * 3 - 1)).toEqual([[1, 2], true]);
        expect(await page(0, 10, 1)).toEqual([[1], true]);
        expect(await page(5, 10, 1e6)).toEqual([[], false]);
        expect(await page(9, 10, 1e6)).toEqual([[], false]);
      });

      it('is counted by what entities are now, not by what they were', async () => {
        const channel = fresh('room');
        const ids = [fresh('n'), fresh('n'), fresh('n')];
        await log.commit(
          ids.map((id) =>
            write({
              statements: [note(id, null, 'x'.repeat(1_000))],
              appends: [{ ...append(channel), entity: { kind: 'note', id } }],
            }),
          ),
        );
        const { events, more } = await log.read(channel, 0, { maxEvents: 10, maxBytes: 2_500 });
        expect([events.length, more]).toEqual([2, true]);
      });

      it('of a channel never written is empty', async () => {
        expect(await log.read('room:never', 3, LIMITS)).toEqual({
          head: 0,
          oldest: 1,
          aclVersion: 0,
          events: [],
          more: false,
        });
      });

      it('agrees with itself while commits and trims go on', async () => {
        const channel = fresh('room');
        let writing = true;
        const writer = (async () => {
          for (let batch = 0; batch < 40; batch++) {
            await log.commit(Array.from({ length: 5 }, () => write({ appends: [append(channel)] })));
            if (batch % 5 === 4) await log.trim(trimTo(10));
          }
          writing = false;
        })();
        while (writing) {
          const { head, oldest, events } = await log.read(channel, 0, { maxEvents: 1_000, maxBytes: 1e6 });
          const kept = Array.from({ length: head - oldest + 1 }, (_, index) => oldest + index);
          expect(events.map((event) => event.seq)).toEqual(kept);
        }
        await writer;
      });
    });

    describe('trim', () => {
      it('P4: keeps the newest events, and a position before them starts at the oldest kept', async () => {
        const channel = fresh('room');
        await log.commit(Array.from({ length: 12 }, () => write({ appends: [append(channel)] })));
        expect(await log.trim(trimTo(5))).toBeGreaterThanOrEqual(7);
        const page = await log.read(channel, 2, LIMITS);
        expect([page.head, page.oldest, page.events.map((event) => event.seq)]).toEqual([
          12,
          8,
          [8, 9, 10, 11, 12],
        ]);
        expect(await one(write({ appends: [append(channel)] }))).toEqual(committed([13]));
      });

      it('forgets by age up to the first young event, and everything when all are old', async () => {
        const [mixed, old] = [fresh('room'), fresh('room')];
        const at = (time: string) => (channel: string) => ({ ...append(channel), at: time });
        const past = at('2025-01-01T00:00:00.000Z');
        await log.commit([
          write({ appends: [past(mixed), past(mixed), append(mixed), past(mixed), append(mixed)] }),
          write({ appends: [past(old), past(old)] }),
        ]);
        const now = Date.parse('2026-01-02T00:00:00.000Z');
        await log.trim({
          maxEvents: 1_000,
          maxBytes: FOREVER,
          maxAgeMs: 7 * 86_400_000,
          keysOlderThanMs: FOREVER,
          now,
        });
        const pages = [await log.read(mixed, 0, LIMITS), await log.read(old, 0, LIMITS)];
        expect(
          pages.map(({ head, oldest, events }) => [head, oldest, events.map((event) => event.seq)]),
        ).toEqual([
          [5, 3, [3, 4, 5]],
          [2, 3, []],
        ]);
        expect(await one(write({ appends: [append(old)] }))).toEqual(committed([3]));
      });

      it('P4: keeps as much data as the bound allows, the newest event however large', async () => {
        const [heavy, light, huge] = [fresh('room'), fresh('room'), fresh('room')];
        const data = (size: number) => JSON.stringify({ x: 'x'.repeat(size - 8) });
        await log.commit([
          ...[100, 300, 300, 300].map((size) => write({ appends: [append(heavy, data(size))] })),
          keeping(heavy, fresh('n'), 'x'.repeat(5_000)),
          ...[400, 500].map((size) => write({ appends: [append(light, data(size))] })),
          ...[10, 5_000].map((size) => write({ appends: [append(huge, data(size))] })),
        ]);
        await log.trim({ ...trimTo(1e9), maxBytes: 900 });
        const seqs = async (channel: string) => {
          const { oldest, events } = await log.read(channel, 0, LIMITS);
          return [oldest, events.map(({ seq }) => seq)];
        };
        expect(await seqs(heavy)).toEqual([2, [2, 3, 4, 5]]);
        expect(await seqs(light)).toEqual([1, [1, 2]]);
        expect(await seqs(huge)).toEqual([2, [2]]);
      });

      it('P3: forgets keys only when they are old', async () => {
        const key = keyOf(fresh('c'));
        await one(write({ key }));
        const hours = (count: number) => Date.now() + count * 3_600_000;
        const window = { maxEvents: 1e9, maxBytes: FOREVER, maxAgeMs: FOREVER, keysOlderThanMs: 86_400_000 };
        await log.trim({ ...window, now: hours(23) });
        expect(await log.find(key)).toMatchObject({ kind: 'replayed' });
        expect(await log.trim({ ...window, now: hours(25) })).toBeGreaterThanOrEqual(1);
        expect(await log.find(key)).toEqual({ kind: 'unknown' });
      });
    });

    it('an empty batch does nothing', async () => {
      expect(await log.commit([])).toEqual([]);
    });

    it('L1 L2 L3 L6 P2 P3: random batches behave as the model says', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(ACTION, { minLength: 1, maxLength: 12 }), { maxLength: 5 }),
          async (batches) => {
            const world = fresh('w');
            const model = new LogModel();
            for (const actions of batches) {
              const sets = actions.map((action) => writeSetOf(action, world, run));
              const expected = model.commit(sets);
              const outcomes = await log.commit(sets);
              expect(outcomes.map(comparable)).toEqual(expected.map(comparable));
            }
            for (const [channel, events] of model.events()) {
              expect((await eventsOf(channel)).map(({ seq, data }) => ({ seq, data }))).toEqual(events);
            }
            const ids = (await noteIds()).filter((id) => id.startsWith(`${world}/`)).sort();
            expect(ids).toEqual(model.rows('notes'));
          },
        ),
        { seed: 20_260_101, numRuns: 60 },
      );
    });
  });
}

function write(part: Partial<WriteSet>): WriteSet {
  return { expect: [], statements: [], appends: [], answer: literal('{}'), ...part };
}

function literal(json: string): WriteSet['answer'] {
  return { kind: 'json', json };
}

function append(channel: string, data = '{}'): Append {
  return { channel, type: 'test:event', actor: 'someone', at: AT, data };
}

function note(id: string, seq: { seqOf: number } | null = null, body = 'text'): Statement {
  return { kind: 'insert', table: 'notes', row: { id, body, seq } };
}

/** A write set whose note keeps the event of its making. */
function keeping(channel: string, id: string, body = 'text'): WriteSet {
  return write({
    statements: [{ kind: 'insert', table: 'notes', row: { id, body, seq: { seqOf: 0 }, channel } }],
    appends: [{ ...append(channel), type: 'test:noted', entity: { kind: 'note', id }, keptByEntity: true }],
  });
}

function keyOf(clientId: string): IdempotencyKey {
  return { userId: 'someone', command: 'test:write', clientId, hash: 'h1' };
}

function committed(seqs: number[]): CommitOutcome {
  return { kind: 'committed', seqs, aclVersions: seqs.map(() => 0) };
}

function trimTo(maxEvents: number): Parameters<Log['trim']>[0] {
  return { maxEvents, maxBytes: FOREVER, maxAgeMs: FOREVER, keysOlderThanMs: FOREVER, now: Date.parse(AT) };
}

/** Details and causes are words for people; everything else must be equal. */
function comparable(outcome: CommitOutcome): object {
  if (outcome.kind === 'conflict') return { kind: 'conflict', reason: outcome.reason };
  return outcome.kind === 'failed' ? { kind: 'failed' } : outcome;
}

/** One random write set, small numbers meaning few different names, so that they collide often. */
const ACTION = fc.record({
  lane: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  key: fc.option(fc.record({ clientId: fc.nat(3), hash: fc.constantFrom('h1', 'h1', 'h2') }), {
    nil: undefined,
  }),
  expect: fc.option(fc.record({ channel: fc.nat(2), aclVersion: fc.nat(2) }), { nil: undefined, freq: 3 }),
  notes: fc.array(fc.nat(25), { maxLength: 2 }),
  part: fc.option(fc.nat(25), { nil: undefined, freq: 3 }),
  update: fc.option(fc.nat(25), { nil: undefined, freq: 3 }),
  broken: fc.boolean().chain((maybe) => (maybe ? fc.constantFrom(false, false, true) : fc.constant(false))),
  appends: fc.array(fc.record({ channel: fc.nat(2), acl: fc.boolean() }), { maxLength: 3 }),
});

type Action = typeof ACTION extends fc.Arbitrary<infer T> ? T : never;

function writeSetOf(
  action: Action,
  world: string,
  run: (sql: string, params: string[], rows?: number) => Statement,
): WriteSet {
  const named = (what: string | number): string => `${world}/${what}`;
  const { lane, key, expect: expected, notes, part, update, broken, appends } = action;
  const partOf = (of: number): Statement => ({
    kind: 'insert',
    table: 'parts',
    row: { id: named(`${of}-${JSON.stringify(action)}`), note_id: named(of) },
  });
  const statements: Statement[] = [
    ...(part === undefined ? [] : [partOf(part)]),
    ...notes.map((id) => note(named(id))),
    ...(update === undefined
      ? []
      : [run('update notes set body = ? where id = ?', ['new', named(update)], 1)]),
    ...(broken ? [run('update nothing at all', [])] : []),
  ];
  return {
    ...(lane === undefined ? {} : { lane: named(lane) }),
    ...(key === undefined ? {} : { key: { ...keyOf(named(key.clientId)), hash: key.hash } }),
    expect: expected === undefined ? [] : [{ ...expected, channel: named(expected.channel) }],
    statements,
    appends: appends.map(({ channel, acl }) => ({
      ...append(named(channel), JSON.stringify({ by: lane ?? null })),
      seqAs: 'seq',
      ...(acl ? { acl: { kind: 'changed' as const } } : {}),
    })),
    answer: appends.length > 0 ? { kind: 'wrap', key: 'first', append: 0 } : literal('{"none":true}'),
  };
}
