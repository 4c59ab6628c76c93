/** What is unread: against a naive model, and the events and signals of reading. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { insert } from '../../platform/db/database.ts';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let people: [Person, Person, Person];

  beforeAll(async () => {
    server = await start();
    people = [await server.person('ada'), await server.person('ben'), await server.person('carla')];
  });

  afterAll(() => server.close());

  async function newRoom(): Promise<string> {
    const [owner, ...others] = people;
    const { room } = await owner.call('chat:create', { name: 'Tea' });
    for (const person of others) await person.call('chat:enter', { roomId: room.id });
    return room.id;
  }

  async function unreadOf(person: Person, roomId: string): Promise<number> {
    const { items } = await person.call('chat:rooms', {});
    const unread = items.find(({ id }) => id === roomId)?.unread;
    const { room } = await person.call('chat:room', { roomId });
    expect(room.unread).toBe(unread);
    return unread ?? Number.NaN;
  }

  describe('chat:read', () => {
    it('tells the reader’s other devices what is left, and the room as a signal', async () => {
      const [ada, ben] = people;
      const roomId = await newRoom();
      const device = await server.connect(ben);
      await ada.call('chat:join', { roomId });
      const first = (await ada.call('chat:message', { roomId, content: '1' })).message;
      await ada.call('chat:message', { roomId, content: '2' });
      expect(await ben.call('chat:read', { roomId, messageId: first.id })).toEqual({
        unread: 1,
        mentions: 0,
      });
      const event = await vi.waitFor(() => {
        const found = device.connection.events(`user:${ben.id}`).find(({ type }) => type === 'chat:read');
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      expect(JSON.parse(event.data)).toEqual({
        roomId,
        userId: ben.id,
        messageId: first.id,
        unread: 1,
        mentions: 0,
      });
      const signal = await vi.waitFor(() => {
        const [found] = ada.connection.signals('chat:read');
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      expect(JSON.parse(signal.data)).toEqual({
        roomId,
        userId: ben.id,
        messageId: first.id,
        seq: first.seq,
      });
      expect((await ben.call('chat:room', { roomId })).room.lastReadId).toBe(first.id);
    });

    it('only goes forward', async () => {
      const [ada, ben] = people;
      const roomId = await newRoom();
      const sent: string[] = [];
      for (const content of ['1', '2', '3']) {
        sent.push((await ada.call('chat:message', { roomId, content })).message.id);
      }
      const [first = '', second = ''] = sent;
      expect(await ben.call('chat:read', { roomId, messageId: second })).toEqual({ unread: 1, mentions: 0 });
      expect(await ben.call('chat:read', { roomId, messageId: first })).toEqual({ unread: 1, mentions: 0 });
      expect((await ben.call('chat:room', { roomId })).room.lastReadId).toBe(second);
    });

    it('the furthest of several at once stands', async () => {
      const [ada, ben] = people;
      const roomId = await newRoom();
      const sent: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        sent.push((await ada.call('chat:message', { roomId, content: `${n}` })).message.id);
      }
      const device = await server.connect(ben);
      await Promise.all(
        sent.map((messageId, n) => (n % 2 === 0 ? ben : device).call('chat:read', { roomId, messageId })),
      );
      expect((await ben.call('chat:room', { roomId })).room).toMatchObject({
        lastReadId: sent.at(-1),
        unread: 0,
      });
    });

    it('refuses what is not there and who is no member', async () => {
      const [ada] = people;
      const roomId = await newRoom();
      const dan = await server.person('dan');
      const { message } = await ada.call('chat:message', { roomId, content: 'x' });
      expect(await ada.refusal('chat:read', { roomId, messageId: 'nothing' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await dan.refusal('chat:read', { roomId, messageId: message.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('what was said before one came is not unread', async () => {
      const [ada] = people;
      const roomId = await newRoom();
      await ada.call('chat:message', { roomId, content: 'before' });
      const late = await server.person('late');
      await late.call('chat:join', { roomId });
      expect(await unreadOf(late, roomId)).toBe(0);
      await ada.call('chat:message', { roomId, content: 'after' });
      expect(await unreadOf(late, roomId)).toBe(1);
    });
  });

  type Step =
    | { readonly kind: 'send'; readonly who: number; readonly inThread: boolean }
    | { readonly kind: 'edit' | 'delete'; readonly which: number }
    | { readonly kind: 'read'; readonly who: number; readonly which: number };

  const who = fc.nat({ max: 2 });
  const which = fc.nat({ max: 30 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), who, inThread: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('edit' as const, 'delete' as const), which }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), who, which }) },
  );

  interface Said {
    readonly id: string;
    readonly author: number;
    readonly inThread: boolean;
    deleted: boolean;
  }

  it('unread: undeleted messages of the main timeline by others after the last read one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const roomId = await newRoom();
        const said: Said[] = [];
        const readTo = [-1, -1, -1];
        const expected = (n: number) =>
          said.filter((m, at) => at > (readTo[n] ?? -1) && m.author !== n && !m.deleted && !m.inThread)
            .length;
        for (const action of steps) {
          if (action.kind === 'send') {
            const root = said.find((message) => !message.inThread);
            const threadId = action.inThread ? root?.id : undefined;
            const { message } = await personAt(action.who).call('chat:message', {
              roomId,
              content: 'said',
              ...(threadId === undefined ? {} : { threadId }),
            });
            said.push({
              id: message.id,
              author: action.who,
              inThread: threadId !== undefined,
              deleted: false,
            });
            continue;
          }
          const at = said.length === 0 ? -1 : action.which % said.length;
          const target = said[at];
          if (target === undefined) continue;
          const messageId = target.id;
          if (action.kind === 'read') {
            readTo[action.who] = Math.max(readTo[action.who] ?? -1, at);
            const { unread } = await personAt(action.who).call('chat:read', { roomId, messageId });
            expect(unread).toBe(expected(action.who));
          } else if (action.kind === 'delete') {
            await personAt(target.author).call('chat:delete', { roomId, messageId });
            target.deleted = true;
          } else if (!target.deleted) {
            await personAt(target.author).call('chat:edit', { roomId, messageId, content: 'edited' });
          }
        }
        for (const n of [0, 1, 2]) expect(await unreadOf(personAt(n), roomId)).toBe(expected(n));
      }),
      { seed: 20_260_101, numRuns: 25 },
    );
  }, 60_000);

  function personAt(n: number): Person {
    const person = people[n];
    if (person === undefined) throw new Error(`nobody is number ${n}`);
    return person;
  }

  it('looks at so many messages and no more, the newest first', async () => {
    const [ada, ben] = people;
    const roomId = await newRoom();
    await ben.call('chat:message', { roomId, content: 'long ago' });
    const { message: last } = await ada.call('chat:message', { roomId, content: 'mine' });
    expect(await unreadOf(ada, roomId)).toBe(1);
    // A log that a bot filled: as many rows as are looked at, all of them hers.
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      insert('messages', {
        id: `bulk-${roomId}-${index}`,
        room_id: roomId,
        seq: last.seq + 1 + index,
        user_id: ada.id,
        type: 'text',
        content: 'tick',
        metadata: '{}',
        created_at: last.createdAt,
      }),
    );
    await server.log.commit([
      { expect: [], statements: rows, appends: [], answer: { kind: 'json', json: '{}' } },
    ]);
    expect(await unreadOf(ada, roomId)).toBe(0);
    expect(await unreadOf(ben, roomId)).toBe(1_000);
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
