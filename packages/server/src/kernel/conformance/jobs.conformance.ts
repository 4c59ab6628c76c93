/** What every queue of jobs must do (ports/jobs.ts, rules J1–J5). An adapter's test calls this with a way to open nodes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimedJob, Jobs } from '../ports/jobs.ts';
import type { CommitOutcome, Log, NewJob, WriteSet } from '../ports/log.ts';

export interface JobsNode {
  readonly log: Log;
  readonly jobs: Jobs;
}

/** Nodes of one database that has the table `notes` of the log's conformance; one where only one server may have it. */
export interface JobsSubject {
  readonly nodes: readonly [JobsNode, ...JobsNode[]];
  notes(): Promise<readonly { readonly id: string }[]>;
  close(): Promise<void>;
}

const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;

export function jobsConformance(name: string, open: () => Promise<JobsSubject>): void {
  describe(`jobs conformance: ${name}`, () => {
    let subject: JobsSubject;
    let first: JobsNode;
    let unique = 0;

    beforeAll(async () => {
      subject = await open();
      [first] = subject.nodes;
    });
    afterAll(() => subject.close());

    /** A kind of its own for each test: none takes another's jobs. */
    const freshKind = () => `test:${++unique}`;
    const one = async (set: Partial<WriteSet>): Promise<CommitOutcome> => {
      const [outcome] = await first.log.commit([{ ...EMPTY, ...set }]);
      if (!outcome) throw new Error('no outcome');
      return outcome;
    };
    const make = (kind: string, count = 1, more: Partial<NewJob> = {}) => {
      const jobs = Array.from({ length: count }, (_, n) => ({ kind, data: `{"n":${n}}`, ...more }));
      return one({ jobs });
    };
    const claimAll = async (kind: string, { jobs }: JobsNode = first) =>
      (await jobs.claim([kind], 100, LEASE_MS)).jobs;
    const claimOne = async (kind: string, leaseMs = LEASE_MS): Promise<ClaimedJob> => {
      const { jobs } = await first.jobs.claim([kind], 1, leaseMs);
      const [job] = jobs;
      if (!job) throw new Error('there is no job');
      return job;
    };
    const noteIds = async () => (await subject.notes()).map(({ id }) => id);

    describe('J1: a job is there exactly when its write set is durable', () => {
      it('with its data, once, however often its write set is retried', async () => {
        const kind = freshKind();
        const key = { userId: 'u', command: 'c', clientId: kind, hash: 'h' };
        const jobs = [{ kind, data: '{"text":"\\u0000 ก \\ud83c\\udf75"}' }];
        expect((await one({ key, jobs })).kind).toBe('committed');
        expect((await one({ key, jobs })).kind).toBe('replayed');
        expect(await claimAll(kind)).toEqual([
          { id: expect.any(Number), token: expect.any(String), kind, data: jobs[0]?.data, attempt: 1 },
        ]);
      });

      it('and not when that met a conflict, alone or beside others', async () => {
        const kind = freshKind();
        const stale = [{ channel: 'room:never', aclVersion: 7 }];
        const [refused, done] = await first.log.commit([
          { ...EMPTY, expect: stale, jobs: [{ kind, data: '{"n":0}' }] },
          { ...EMPTY, jobs: [{ kind, data: '{"n":1}' }] },
        ]);
        expect([refused?.kind, done?.kind]).toEqual(['conflict', 'committed']);
        expect((await claimAll(kind)).map(({ data }) => data)).toEqual(['{"n":1}']);
      });
    });

    describe('J2: a claimed job is nobody else’s until its lease ends', () => {
      it('is given out once, whoever asks at the same time', async () => {
        const kind = freshKind();
        await make(kind, 60);
        const claims = await Promise.all(
          Array.from({ length: 20 }, (_, n) => {
            const node = subject.nodes[n % subject.nodes.length] ?? first;
            return node.jobs.claim([kind], 5, LEASE_MS);
          }),
        );
        const ids = claims.flatMap(({ jobs }) => jobs.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        for (;;) {
          const more = await claimAll(kind);
          if (more.length === 0) break;
          ids.push(...more.map(({ id }) => id));
        }
        expect(new Set(ids).size).toBe(60);
        expect(ids).toHaveLength(60);
      });

      it('is given out anew when its lease ended, and then no longer the first one’s', async () => {
        const kind = freshKind();
        await make(kind);
        const lost = await claimOne(kind, 0);
        const held = await claimOne(kind);
        expect(held).toMatchObject({ id: lost.id, attempt: 2 });
        expect(await first.jobs.extend(lost, LEASE_MS)).toBe(false);
        expect(await first.jobs.again(lost, 0, 'late')).toBe(false);
        expect(await first.jobs.bury(lost, 'late')).toBe(false);
        expect(await one({ statements: [first.jobs.ended(lost)] })).toMatchObject({
          kind: 'conflict',
          reason: 'rows',
        });
        expect(await one({ statements: [first.jobs.ended(held)] })).toMatchObject({ kind: 'committed' });
      });

      it('stays the caller’s as long as they extend it', async () => {
        const kind = freshKind();
        await make(kind);
        const job = await claimOne(kind, 0);
        expect(await first.jobs.extend(job, LEASE_MS)).toBe(true);
        expect(await claimAll(kind)).toEqual([]);
        await one({ statements: [first.jobs.ended(job)] });
        expect(await first.jobs.extend(job, LEASE_MS)).toBe(false);
      });

      it('is claimed by its kind, when it is due, the longest due first', async () => {
        const [kind, other] = [freshKind(), freshKind()];
        const now = Date.now();
        await make(kind, 1, { data: '"second"', dueAt: now - 1_000 });
        await make(kind, 1, { data: '"first"', dueAt: now - 2_000 });
        await make(kind, 1, { data: '"later"', dueAt: now + HOUR_MS });
        await make(other);
        expect(await claimOne(kind)).toMatchObject({ data: '"first"' });
        const { jobs, nextInMs } = await first.jobs.claim([kind], 5, LEASE_MS);
        expect(jobs.map(({ data }) => data)).toEqual(['"second"']);
        // The leases end before the third is due.
        expect(nextInMs).toBeGreaterThan(LEASE_MS - 30_000);
        expect(nextInMs).toBeLessThanOrEqual(LEASE_MS);
        expect((await first.jobs.claim([freshKind()], 5, LEASE_MS)).nextInMs).toBeNull();
        expect((await first.jobs.claim([kind, other], 1, LEASE_MS)).nextInMs).toBe(0);
      });
    });

    describe('J3: what a job writes is durable together with its end', () => {
      it('both', async () => {
        const kind = freshKind();
        await make(kind);
        const job = await claimOne(kind);
        await one({ statements: [noteOf(`done by ${kind}`), first.jobs.ended(job)] });
        expect(await noteIds()).toContain(`done by ${kind}`);
        expect(await first.jobs.extend(job, LEASE_MS)).toBe(false);
      });

      it('or neither', async () => {
        const kind = freshKind();
        await make(kind);
        const lost = await claimOne(kind, 0);
        await claimOne(kind);
        const outcome = await one({ statements: [noteOf(`twice by ${kind}`), first.jobs.ended(lost)] });
        expect(outcome).toMatchObject({ kind: 'conflict', reason: 'rows' });
        expect(await noteIds()).not.toContain(`twice by ${kind}`);
      });
    });

    describe('J4: a job is there until it ended or was discarded', () => {
      it('given back it waits, and is given out anew', async () => {
        const kind = freshKind();
        await make(kind);
        expect(await first.jobs.again(await claimOne(kind), HOUR_MS, 'not yet')).toBe(true);
        const { jobs, nextInMs } = await first.jobs.claim([kind], 1, LEASE_MS);
        expect(jobs).toEqual([]);
        expect(nextInMs).toBeGreaterThan(HOUR_MS - 30_000);
        await make(kind);
        expect(await first.jobs.again(await claimOne(kind), 0, 'at once')).toBe(true);
        expect(await claimOne(kind)).toMatchObject({ attempt: 2 });
      });

      it('dead it is listed, and revived or discarded by whoever looks', async () => {
        const kind = freshKind();
        await make(kind, 2);
        const before = await first.jobs.counts();
        const [one_, two] = await claimAll(kind);
        if (!one_ || !two) throw new Error('there are two jobs');
        for (const job of [one_, two]) expect(await first.jobs.bury(job, 'no hope')).toBe(true);
        expect(await claimAll(kind)).toEqual([]);
        expect(await first.jobs.counts()).toEqual({ waiting: before.waiting - 2, dead: before.dead + 2 });
        const listed = await first.jobs.dead(null, 2);
        expect(listed.map(({ id }) => id)).toEqual([two.id, one_.id]);
        expect(listed[0]).toMatchObject({ kind, data: '{"n":1}', attempts: 1, error: 'no hope' });
        expect(listed[0]?.diedAt).toBeGreaterThanOrEqual(listed[0]?.madeAt ?? Number.NaN);
        expect((await first.jobs.dead(two.id, 1)).map(({ id }) => id)).toEqual([one_.id]);

        expect([await first.jobs.isDead(one_.id), await first.jobs.isDead(0)]).toEqual([true, false]);
        expect((await one({ statements: [first.jobs.revived(one_.id)] })).kind).toBe('committed');
        expect(await first.jobs.isDead(one_.id)).toBe(false);
        expect(await claimOne(kind)).toMatchObject({ id: one_.id, attempt: 1 });
        expect((await one({ statements: [first.jobs.discarded(two.id)] })).kind).toBe('committed');
        for (const gone of [first.jobs.revived(two.id), first.jobs.discarded(one_.id)]) {
          expect(await one({ statements: [gone] })).toMatchObject({ kind: 'conflict', reason: 'rows' });
        }
      });
    });

    describe('J5: of one kind and name there is one job alive', () => {
      it('whoever asks for it and however often, waiting or being done', async () => {
        const [kind, other] = [freshKind(), freshKind()];
        const asks = Array.from({ length: 3 }, (_, n) => ({
          ...EMPTY,
          jobs: [{ kind, data: `{"n":${n}}`, name: 'the one' }],
        }));
        await Promise.all(subject.nodes.map(({ log }) => log.commit(asks)));
        await make(kind, 1, { name: 'another' });
        await make(other, 1, { name: 'the one' });
        await make(kind);
        const claimed = await claimAll(kind);
        expect(claimed).toHaveLength(3);
        expect((await make(kind, 1, { name: 'the one' })).kind).toBe('committed');
        expect(await claimAll(kind)).toEqual([]);
        expect(await claimAll(other)).toHaveLength(1);
      });

      it('and its end and the next one may be one write set', async () => {
        const kind = freshKind();
        const next = { kind, data: '{"n":1}', name: 'on and on' };
        await make(kind, 1, { name: 'on and on' });
        const job = await claimOne(kind);
        const outcome = await one({ statements: [first.jobs.ended(job)], jobs: [next] });
        expect(outcome.kind).toBe('committed');
        expect(await claimOne(kind)).toMatchObject({ data: '{"n":1}', attempt: 1 });
      });

      it('a dead one does not stand for it, and may be revived beside it', async () => {
        const kind = freshKind();
        await make(kind, 1, { name: 'mortal' });
        const dead = await claimOne(kind);
        await first.jobs.bury(dead, 'no hope');
        await make(kind, 1, { name: 'mortal' });
        expect((await one({ statements: [first.jobs.revived(dead.id)] })).kind).toBe('committed');
        expect(await claimAll(kind)).toHaveLength(2);
      });
    });
  });
}

const EMPTY: WriteSet = { expect: [], statements: [], appends: [], answer: { kind: 'json', json: '{}' } };

function noteOf(id: string): WriteSet['statements'][number] {
  return { kind: 'insert', table: 'notes', row: { id, body: 'text', seq: null } };
}
