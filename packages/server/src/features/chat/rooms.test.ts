/** Making rooms, finding them, changing what they are called. */
import type { Room } from '@parley/contract/features/chat/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let guest: Person;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    guest = await server.person('gus', 'guest');
  });

  afterAll(() => server.close());

  const lastOf = (person: Person, type: string) => {
    const events = person.connection.events(`user:${person.id}`).filter((event) => event.type === type);
    return events.map(({ data }) => JSON.parse(data)).at(-1);
  };

  describe('the general room', () => {
    it('is there, and whoever registers is in it', async () => {
      const { room, members } = await ada.call('chat:room', { roomId: 'general' });
      expect(room).toMatchObject({ alias: 'general', visibility: 'public', myRole: 'member', unread: 0 });
      expect(members.map(({ username }) => username)).toEqual(['ada', 'ben']);
      expect(room.memberCount).toBe(2);
    });

    it('is closed to guests, like a room that does not exist', async () => {
      const hidden = await guest.refusal('chat:room', { roomId: 'general' });
      expect(hidden).toEqual(await guest.refusal('chat:room', { roomId: 'nowhere' }));
      expect(await guest.refusal('chat:enter', { roomId: 'general' })).toEqual(hidden);
      expect((await guest.call('chat:rooms', {})).items).toEqual([]);
      expect((await guest.call('chat:rooms', { scope: 'public' })).items).toEqual([]);
    });

    it('takes any number of people who register at once', async () => {
      const before = (await ada.call('chat:room', { roomId: 'general' })).room.memberCount;
      await Promise.all(Array.from({ length: 20 }, (_, n) => server.person(`storm${n}`)));
      expect((await ada.call('chat:room', { roomId: 'general' })).room.memberCount).toBe(before + 20);
      const { count } = await server.tx
        .selectFrom('room_members')
        .innerJoin('rooms', 'rooms.id', 'room_members.room_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('rooms.alias', '=', 'general')
        .executeTakeFirstOrThrow();
      expect(Number(count)).toBe(before + 20);
    });
  });

  describe('chat:create', () => {
    it('makes its creator the owner and tells them on their own channel', async () => {
      const { room } = await ada.call('chat:create', { name: '  Tea  ', description: 'hot', alias: 'tea' });
      expect(room).toMatchObject({
        name: 'Tea',
        description: 'hot',
        alias: 'tea',
        visibility: 'public',
        createdBy: ada.id,
        memberCount: 1,
        lastMessageAt: null,
        myRole: 'owner',
        unread: 0,
        lastReadId: null,
      });
      expect(lastOf(ada, 'room:joined')).toMatchObject({ roomId: room.id, room: { id: room.id } });
      expect((await ada.call('chat:room', { roomId: 'tea' })).room).toEqual(room);
    });

    it.each([
      ['an alias that is taken', { name: 'x', alias: 'general' }, 'CONFLICT'],
      ['an alias like an id', { name: 'x', alias: '01900000-0000-7000-8000-000000000001' }, 'INVALID'],
      ['an empty name', { name: '  ' }, 'INVALID'],
      ['NUL in the name', { name: 'a\0b' }, 'INVALID'],
      ['a direct room', { name: 'x', visibility: 'direct' }, 'INVALID'],
    ])('refuses %s', async (_, input, code) => {
      expect((await ada.raw('chat:create', input)).error).toMatchObject({ code });
    });

    it('lets one of two take an alias at once, and refuses guests', async () => {
      const both = await Promise.all([
        ada.raw('chat:create', { name: 'one', alias: 'race' }),
        ben.raw('chat:create', { name: 'two', alias: 'race' }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.find(({ ok }) => !ok)?.error).toMatchObject({ code: 'CONFLICT' });
      expect(await guest.refusal('chat:create', { name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('chat:update-room', () => {
    it('changes what is given; the former alias leads nowhere at once', async () => {
      const { room } = await ada.call('chat:create', { name: 'Old', alias: 'old-name' });
      await ben.call('chat:join', { roomId: 'old-name' });
      const { room: changed } = await ada.call('chat:update-room', {
        roomId: 'old-name',
        name: 'New',
        alias: 'new-name',
      });
      expect(changed).toMatchObject({ id: room.id, name: 'New', alias: 'new-name', memberCount: 2 });
      expect((await ben.call('chat:room', { roomId: 'new-name' })).room.name).toBe('New');
      expect(await ben.refusal('chat:room', { roomId: 'old-name' })).toMatchObject({ code: 'NOT_FOUND' });
      // The alias is free again, and means the other room from now on.
      const { room: next } = await ben.call('chat:create', { name: 'Next', alias: 'old-name' });
      expect((await ada.call('chat:room', { roomId: 'old-name' })).room.id).toBe(next.id);
      expect(
        (await ada.call('chat:update-room', { roomId: room.id, alias: null })).room.alias,
      ).toBeUndefined();
    });

    it('tells the room without what concerns one person only', async () => {
      const { room } = await ada.call('chat:create', { name: 'Told' });
      await ada.call('chat:update-room', { roomId: room.id, description: 'of everything' });
      const { events } = await server.log.read(`room:${room.id}`, 0, { maxEvents: 10, maxBytes: 1e6 });
      const data = JSON.parse(events.at(-1)?.data ?? '{}');
      expect(data.room).toMatchObject({ name: 'Told', description: 'of everything', memberCount: 1 });
      for (const mine of ['unread', 'position', 'lastReadId', 'myRole', 'myPreferences'])
        expect(data.room).not.toHaveProperty(mine);
    });

    it('is for owners and moderators, and not for direct rooms', async () => {
      const { room } = await ada.call('chat:create', { name: 'Mine' });
      await ben.call('chat:enter', { roomId: room.id });
      expect(await ben.refusal('chat:update-room', { roomId: room.id, name: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(await ada.refusal('chat:update-room', { roomId: direct.id, name: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ada.refusal('chat:update-room', { roomId: room.id, alias: 'general' })).toMatchObject({
        code: 'CONFLICT',
      });
    });
  });

  describe('chat:direct', () => {
    it('is one room of exactly these people, whoever asks and in whatever order', async () => {
      const carla = await server.person('carla');
      const [first, second, third] = await Promise.all([
        ada.call('chat:direct', { userIds: [ben.id, carla.id] }),
        ben.call('chat:direct', { userIds: [carla.id, ada.id, ben.id] }),
        carla.call('chat:direct', { userIds: [ada.id, ben.id, ada.id] }),
      ]);
      expect(new Set([first.room.id, second.room.id, third.room.id]).size).toBe(1);
      expect(first.room).toMatchObject({ visibility: 'direct', name: '', memberCount: 3, myRole: 'member' });
      expect(first.room.people?.map(({ id }) => id).sort()).toEqual([ada.id, ben.id, carla.id].sort());
      for (const person of [ada, ben, carla]) {
        expect(lastOf(person, 'room:joined')).toMatchObject({
          roomId: first.room.id,
          user: { id: person.id },
        });
      }
      const pair = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(pair.room.id).not.toBe(first.room.id);
    });

    it('may be a room of one’s own', async () => {
      const { room } = await ada.call('chat:direct', { userIds: [ada.id] });
      expect(room.memberCount).toBe(1);
    });

    it('is hidden from others, and its people are fixed', async () => {
      const dan = await server.person('dan');
      const { room } = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(await dan.refusal('chat:room', { roomId: room.id })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await dan.refusal('chat:enter', { roomId: room.id })).toMatchObject({ code: 'NOT_FOUND' });
      for (const [command, input] of [
        ['chat:leave', { roomId: room.id }],
        ['chat:add-member', { roomId: room.id, userId: dan.id }],
        ['chat:remove-member', { roomId: room.id, userId: ben.id }],
        ['chat:member-role', { roomId: room.id, userId: ben.id, role: 'owner' }],
      ] as const) {
        expect((await ada.raw(command, input)).error).toMatchObject({ code: 'FORBIDDEN' });
      }
    });

    it('refuses people who are not there: unknown and disabled alike', async () => {
      const gone = await server.person('gone');
      await server.setDisabled(gone);
      const disabled = await ada.refusal('chat:direct', { userIds: [gone.id] });
      expect(disabled).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ada.refusal('chat:direct', { userIds: ['nobody'] })).toEqual(disabled);
      expect(await guest.refusal('chat:direct', { userIds: [ada.id] })).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('chat:rooms', () => {
    it('lists mine, the latest conversation first, page by page', async () => {
      const eve = await server.person('eve');
      const made: Room[] = [];
      for (const name of ['a', 'b', 'c']) made.push((await eve.call('chat:create', { name })).room);
      const [first, , last] = made;
      if (!first || !last) throw new Error('three were made');
      await eve.call('chat:message', { roomId: first.id, content: 'late' });
      const names: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: Room[]; next: string | null } = await eve.call('chat:rooms', {
          limit: 1,
          ...(cursor === '' ? {} : { cursor }),
        });
        names.push(...page.items.map(({ name }) => name));
        cursor = page.next;
      }
      expect(names).toEqual(['a', 'c', 'b', 'General']);
      expect((await eve.call('chat:rooms', {})).items.map(({ name }) => name)).toEqual(names);
      expect((await eve.call('chat:rooms', { q: 'GEN' })).items.map(({ name }) => name)).toEqual(['General']);
    });

    it('tells of each room where its log stands', async () => {
      const { items } = await ada.call('chat:rooms', {});
      for (const room of items) {
        const head = (await server.log.heads([`room:${room.id}`])).get(`room:${room.id}`);
        expect(room.position).toEqual({ epoch: server.log.epoch, seq: head?.seq ?? 0 });
      }
    });

    it('finds a name without its accents, and in other forms of its letters', async () => {
      for (const name of ['Café Élysée', 'مكتبة أحمد', 'กาแฟ']) await ada.call('chat:create', { name });
      for (const [q, name] of [
        ['cafe ely', 'Café Élysée'],
        ['CAFÉ', 'Café Élysée'],
        ['مكتبه احمد', 'مكتبة أحمد'],
        ['กาแฟ', 'กาแฟ'],
      ]) {
        for (const scope of ['public', 'mine'] as const) {
          expect((await ada.call('chat:rooms', { scope, q })).items.map((room) => room.name)).toEqual([name]);
        }
      }
      expect((await ada.call('chat:rooms', { scope: 'public', q: 'กาแพ' })).items).toEqual([]);
    });

    it('lists public ones by name to everybody but guests, and private ones to nobody else', async () => {
      await ada.call('chat:create', { name: 'Zebra 50%' });
      await ada.call('chat:create', { name: 'Zebra secret', visibility: 'private' });
      await ada.call('chat:create', { name: 'zebra 51' });
      const found = await ben.call('chat:rooms', { scope: 'public', q: 'zebra' });
      expect(found.items.map(({ name }) => name)).toEqual(['Zebra 50%', 'zebra 51']);
      expect(found.items[0]).not.toHaveProperty('unread');
      const exact = await ben.call('chat:rooms', { scope: 'public', q: '50%' });
      expect(exact.items.map(({ name }) => name)).toEqual(['Zebra 50%']);
      const page = await ben.call('chat:rooms', { scope: 'public', q: 'zebra', limit: 1 });
      const rest = await ben.call('chat:rooms', {
        scope: 'public',
        q: 'zebra',
        limit: 1,
        cursor: page.next ?? '',
      });
      expect(rest).toMatchObject({ items: [{ name: 'zebra 51' }], next: null });
    });

    it.each([
      'nonsense',
      Buffer.from('["one"]').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
    ])('refuses the cursor %s', async (cursor) => {
      expect(await ada.refusal('chat:rooms', { cursor })).toMatchObject({ code: 'INVALID' });
    });

    it('reads as little for many rooms as for few', async () => {
      const fay = await server.person('fay');
      for (let n = 0; n < 30; n += 1) await fay.call('chat:create', { name: `room ${n}` });
      server.reads();
      expect((await fay.call('chat:rooms', {})).items).toHaveLength(31);
      expect(server.reads()).toBe(1);
    });
  });

  it('the snapshot of one’s own channel lists the same rooms', async () => {
    const { snapshot } = await ada.call('channel:subscribe', { channel: `user:${ada.id}` });
    expect(snapshot).toEqual({ rooms: (await ada.call('chat:rooms', {})).items, roomCategories: [] });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
