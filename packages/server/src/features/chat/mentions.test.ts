/** Who is named: what a message tells of it, what readers are told, and what it costs. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('Ben');
    carla = await server.person('carla');
  });

  afterAll(() => server.close());

  async function newRoom(visibility: 'public' | 'private' = 'public'): Promise<string> {
    const { room } = await ada.call('chat:create', { name: 'Tea', visibility });
    for (const { id: userId } of [ben, carla]) {
      await ada.call('chat:add-member', { roomId: room.id, userId });
    }
    return room.id;
  }

  const say = async (who: Person, roomId: string, content: string, threadId?: string) =>
    (await who.call('chat:message', { roomId, content, ...(threadId === undefined ? {} : { threadId }) }))
      .message;

  /** In lists, alone and in the snapshot: all three say the same. */
  async function mentionsOf(person: Person, roomId: string): Promise<number | undefined> {
    const { items } = await person.call('chat:rooms', {});
    const listed = items.find(({ id }) => id === roomId)?.mentions;
    expect((await person.call('chat:room', { roomId })).room.mentions).toBe(listed);
    const joined = await (await server.connect(person)).call('chat:join', { roomId });
    expect(joined.room.mentions).toBe(listed);
    return listed;
  }

  describe('people who are named and not in the room', () => {
    const outside = async (who: Person, roomId: string, ...names: string[]) =>
      (await who.call('chat:outsiders', { roomId, names })).items.map(({ username }) => username);

    it('are told apart from its members and from nobody', async () => {
      const { room } = await ada.call('chat:create', { name: 'Tea', visibility: 'private' });
      await ada.call('chat:add-member', { roomId: room.id, userId: carla.id });
      expect(await outside(ada, room.id, 'BEN', 'carla', 'ada', 'nobody')).toEqual(['Ben']);
      await ada.call('chat:add-member', { roomId: room.id, userId: ben.id });
      expect(await outside(ada, room.id, 'ben')).toEqual([]);
    });

    it('are nobody in a direct room, and nobody’s to ask who may not see the room', async () => {
      const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(await outside(ada, direct.id, 'carla')).toEqual([]);
      expect(await carla.refusal('chat:outsiders', { roomId: direct.id, names: ['x'] })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:outsiders', { roomId: direct.id, names: [] })).toMatchObject({
        code: 'INVALID',
      });
    });

    it('P6: are hidden from guests who share no room with them', async () => {
      const guest = await server.person('gast', 'guest');
      const { room } = await ada.call('chat:create', { name: 'Guests', visibility: 'private' });
      await ada.call('chat:add-member', { roomId: room.id, userId: guest.id });
      expect(await outside(guest, room.id, 'ben')).toEqual([]);
      const { room: other } = await ada.call('chat:create', { name: 'More', visibility: 'private' });
      for (const { id: userId } of [guest, ben])
        await ada.call('chat:add-member', { roomId: other.id, userId });
      expect(await outside(guest, room.id, 'ben')).toEqual(['Ben']);
    });
  });

  describe('a message that names people', () => {
    it('says whom, as the text writes them', async () => {
      const roomId = await newRoom();
      const message = await say(ada, roomId, 'hi @BEN and @nobody, also @carla and `@ada`');
      expect(message.mentions).toEqual({ users: [ben.id, carla.id], names: ['ben', 'carla'] });
      const { items } = await ben.call('chat:history', { roomId });
      expect(items.at(-1)).toEqual(message);
    });

    it('says nothing of it when it names nobody', async () => {
      const roomId = await newRoom();
      expect(await say(ada, roomId, 'hi @nobody, write to ada@example.org')).not.toHaveProperty('mentions');
    });

    it('counts for those it names, once a message, until they have read it', async () => {
      const roomId = await newRoom();
      await say(ada, roomId, '@ben @ben @Ben');
      const last = await say(ada, roomId, '@ben and @ada');
      expect(await mentionsOf(ben, roomId)).toBe(2);
      expect(await mentionsOf(carla, roomId)).toBe(0);
      expect(await mentionsOf(ada, roomId)).toBe(0);
      expect(await ben.call('chat:read', { roomId, messageId: last.id })).toEqual({ unread: 0, mentions: 0 });
      expect(await mentionsOf(ben, roomId)).toBe(0);
    });

    it('counts in threads too', async () => {
      const roomId = await newRoom();
      const root = await say(ada, roomId, 'root');
      await say(ada, roomId, '@ben', root.id);
      expect(await mentionsOf(ben, roomId)).toBe(1);
    });

    it('names only who may read it', async () => {
      const roomId = await newRoom('private');
      const dan = await server.person('dan');
      const guest = await server.person('gus', 'guest');
      const gone = await server.person('gone');
      await server.setDisabled(gone);
      expect(await say(ada, roomId, '@dan @gus @gone')).not.toHaveProperty('mentions');
      const open = await newRoom();
      expect((await say(ada, open, '@dan @gus @gone')).mentions?.users).toEqual([dan.id]);
      await ada.call('chat:add-member', { roomId, userId: guest.id });
      expect((await say(ada, roomId, '@dan @gus')).mentions?.users).toEqual([guest.id]);
    });

    it('P5: another text names others, and a deleted one nobody', async () => {
      const roomId = await newRoom();
      const { id: messageId } = await say(ada, roomId, '@ben');
      const { message } = await ada.call('chat:edit', { roomId, messageId, content: '@carla @here' });
      expect(message.mentions).toEqual({ users: [carla.id], names: ['carla'], all: 'here' });
      expect([await mentionsOf(ben, roomId), await mentionsOf(carla, roomId)]).toEqual([1, 1]);
      await ada.call('chat:edit', { roomId, messageId, content: '@carla' });
      expect([await mentionsOf(ben, roomId), await mentionsOf(carla, roomId)]).toEqual([0, 1]);
      const gone = await ada.call('chat:delete', { roomId, messageId });
      expect(gone.message).not.toHaveProperty('mentions');
      expect(await mentionsOf(carla, roomId)).toBe(0);
      expect(
        await server.tx.selectFrom('mentions').selectAll().where('room_id', '=', roomId).execute(),
      ).toEqual([]);
    });
  });

  describe('@room and @here', () => {
    it('count for everybody else', async () => {
      const roomId = await newRoom();
      expect((await say(ada, roomId, '@room tea')).mentions).toEqual({ users: [], names: [], all: 'room' });
      await say(ada, roomId, '@room @ben');
      expect(await mentionsOf(ben, roomId)).toBe(2);
      expect(await mentionsOf(carla, roomId)).toBe(2);
      expect(await mentionsOf(ada, roomId)).toBe(0);
    });

    it('are refused where one may not, in an edit too', async () => {
      const roomId = await newRoom();
      await ada.call('chat:update-room', { roomId, permissions: { mentionAll: 'moderator' } });
      for (const content of ['@room', 'look @here']) {
        expect(await ben.refusal('chat:message', { roomId, content })).toMatchObject({
          code: 'FORBIDDEN',
          details: [{ path: 'content' }],
        });
      }
      const { id: messageId } = await say(ben, roomId, '`@room`');
      expect(await ben.refusal('chat:edit', { roomId, messageId, content: '@room' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
      await say(ben, roomId, '@room');
    });

    it('are for everybody in a direct conversation', async () => {
      const { room } = await ben.call('chat:direct', { userIds: [carla.id] });
      await say(ben, room.id, '@room');
      expect(await mentionsOf(carla, room.id)).toBe(1);
    });

    it('@here is not for who was away, whenever they look', async () => {
      const roomId = await newRoom();
      const idle = await server.register('eve');
      await ada.call('chat:add-member', { roomId, userId: idle.id });
      await say(ada, roomId, '@here');
      expect(await mentionsOf(ben, roomId)).toBe(1);
      const eve = await server.connect(idle);
      expect(await mentionsOf(eve, roomId)).toBe(0);
      await say(ada, roomId, '@room');
      expect(await mentionsOf(eve, roomId)).toBe(1);
    });
  });

  describe('what naming people costs', () => {
    it('a message that names nobody reads nothing and writes one row', async () => {
      const roomId = await newRoom();
      await say(ada, roomId, 'warm');
      server.reads();
      await say(ada, roomId, 'plain, write to me');
      expect(server.reads()).toBe(0);
      const plain = await server.decide(ada, 'chat:message', { roomId, content: 'plain' });
      expect(plain.statements).toHaveLength(1);
    });

    it('three people and everybody: a row each and one for everybody, however many members', async () => {
      const roomId = await newRoom();
      for (let n = 0; n < 40; n += 1) {
        const { id: userId } = await server.person(`m${n}x${roomId.slice(-4)}`);
        await ada.call('chat:add-member', { roomId, userId });
      }
      const content = '@ben @carla @ada @room';
      const { statements } = await server.decide(ada, 'chat:message', { roomId, content });
      // The message, ben, carla, and one for all; the author needs no telling.
      expect(statements).toHaveLength(4);
    });

    it('P3: a retry names nobody twice', async () => {
      const roomId = await newRoom();
      const input = { roomId, content: '@ben', clientId: 'once' };
      const [first, second] = [await ada.call('chat:message', input), await ada.call('chat:message', input)];
      expect(second).toEqual(first);
      expect(await mentionsOf(ben, roomId)).toBe(1);
    });
  });

  type Step =
    | {
        readonly kind: 'say' | 'edit';
        readonly which: number;
        readonly names: boolean;
        readonly all: boolean;
      }
    | { readonly kind: 'delete' | 'read' | 'unread'; readonly which: number };
  const which = fc.nat({ max: 20 });
  const flags = { names: fc.boolean(), all: fc.boolean() };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), which, ...flags }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), which, ...flags }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('delete' as const, 'read' as const, 'unread' as const),
        which,
      }),
    },
  );

  it('mentions: undeleted messages by others after the last read one that name me or everybody', async () => {
    let texts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        const roomId = await newRoom();
        const said: { readonly id: string; names: boolean; deleted: boolean }[] = [];
        let readTo = -1;
        const text = ({ names, all }: { names: boolean; all: boolean }) => {
          texts += 1;
          return `${names ? '@ben' : 'ben'} ${all ? '@room' : 'room'} ${texts}`;
        };
        for (const action of steps) {
          if (action.kind === 'say') {
            const { id } = await say(ada, roomId, text(action));
            said.push({ id, names: action.names || action.all, deleted: false });
            continue;
          }
          const at = said.length === 0 ? -1 : action.which % said.length;
          const target = said[at];
          if (target === undefined) continue;
          const messageId = target.id;
          if (action.kind === 'read') {
            await ben.call('chat:read', { roomId, messageId });
            readTo = Math.max(readTo, at);
          } else if (action.kind === 'unread') {
            await ben.call('chat:mark-unread', { roomId, messageId });
            readTo = at - 1;
          } else if (action.kind === 'delete') {
            await ada.call('chat:delete', { roomId, messageId });
            target.deleted = true;
          } else if (action.kind === 'edit' && !target.deleted) {
            await ada.call('chat:edit', { roomId, messageId, content: text(action) });
            target.names = action.names || action.all;
          }
        }
        const expected = said.filter((one, at) => at > readTo && one.names && !one.deleted).length;
        expect(await mentionsOf(ben, roomId)).toBe(expected);
      }),
      { seed: 20_260_104, numRuns: 15 },
    );
  }, 60_000);

  it('nothing was reported as an error of the server', async () => {
    await vi.waitFor(() => expect(server.telemetry.errors).toEqual([]));
  });
});
