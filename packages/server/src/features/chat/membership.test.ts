/** Coming into rooms and going out of them, and what live connections notice of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    carla = await server.person('carla');
  });

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
  });

  afterAll(() => server.close());

  const types = (person: Person, channel: string) =>
    person.connection.events(channel).map(({ type }) => type);
  const mine = (person: Person) =>
    person.connection
      .events(`user:${person.id}`)
      .map(({ type, data }) => ({ type, ...JSON.parse(data) }))
      .filter((event) => event.roomId === roomId);
  const viewOf = (person: Person) => person.call('chat:room', { roomId });

  /** The column and the rows agree, whatever happened before. */
  async function memberCount(): Promise<number> {
    const { room, members } = await viewOf(ada);
    expect(members).toHaveLength(room.memberCount);
    return room.memberCount;
  }

  describe('chat:join', () => {
    it('makes a member and follows: room, members and messages come with it', async () => {
      const { message } = await ada.call('chat:message', { roomId, content: 'before' });
      const joined = await ben.call('chat:join', { roomId });
      expect(joined).toMatchObject({ recovered: false, events: [], more: false });
      expect(joined.room).toMatchObject({ id: roomId, memberCount: 2, myRole: 'member', unread: 0 });
      expect(joined.members?.map(({ username, roomRole }) => [username, roomRole])).toEqual([
        ['ada', 'owner'],
        ['ben', 'member'],
      ]);
      expect(joined.messages).toEqual([message]);
      expect(mine(ben)).toMatchObject([{ type: 'room:joined', room: { id: roomId, memberCount: 2 } }]);
      await ada.call('chat:message', { roomId, content: 'after' });
      await vi.waitFor(() => expect(types(ben, `room:${roomId}`)).toEqual(['chat:message']));
    });

    it('P4: resumes from a position without repeating what is known', async () => {
      const { position } = await ben.call('chat:join', { roomId });
      const { message } = await ada.call('chat:message', { roomId, content: 'missed' });
      const again = await server.connect(ben);
      const resumed = await again.call('chat:join', { roomId, position });
      expect(resumed).toMatchObject({ recovered: true, room: { id: roomId, myRole: 'member' } });
      expect(resumed).not.toHaveProperty('messages');
      expect(resumed.events.map(({ data }) => data)).toEqual([message]);
    });

    it('holds the newest messages only, oldest first', async () => {
      for (let n = 0; n < 60; n += 1) await ada.call('chat:message', { roomId, content: `${n}` });
      const { messages } = await ben.call('chat:join', { roomId });
      expect(messages?.map(({ content }) => content)).toEqual(
        Array.from({ length: 50 }, (_, n) => `${n + 10}`),
      );
    });

    it('is refused where one may not enter', async () => {
      const secret = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
      expect(await ben.refusal('chat:join', { roomId: secret.room.id })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ben.refusal('chat:join', { roomId: 'nowhere' })).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('following a public room makes nobody a member', async () => {
      await carla.call('channel:subscribe', { channel: `room:${roomId}` });
      expect(await memberCount()).toBe(1);
      expect((await viewOf(carla)).room).not.toHaveProperty('myRole');
    });
  });

  describe('chat:enter and chat:leave', () => {
    it('many enter at once, each once', async () => {
      const others = await Promise.all(Array.from({ length: 20 }, (_, n) => server.person(`many${n}`)));
      await Promise.all(
        others.flatMap((person) => [
          person.call('chat:enter', { roomId }),
          person.call('chat:enter', { roomId }),
        ]),
      );
      expect(await memberCount()).toBe(21);
    });

    it('P6: who left receives nothing more of the room, not even of their leaving', async () => {
      await ben.call('chat:join', { roomId });
      await carla.call('chat:join', { roomId });
      expect((await ben.call('chat:leave', { roomId })).room).toMatchObject({ memberCount: 2 });
      await ada.call('chat:message', { roomId, content: 'gone' });
      await vi.waitFor(() => expect(types(carla, `room:${roomId}`)).toEqual(['room:left', 'chat:message']));
      expect(types(ben, `room:${roomId}`)).toEqual(['room:joined']);
      expect(mine(ben).at(-1)).toMatchObject({ type: 'room:left', userId: ben.id });
      expect(await memberCount()).toBe(2);
      expect(await ben.refusal('chat:message', { roomId, content: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('leaving where one is no member changes nothing', async () => {
      expect((await ben.call('chat:leave', { roomId })).room.memberCount).toBe(1);
      const secret = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
      expect(await ben.refusal('chat:leave', { roomId: secret.room.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('the last owner is followed by a moderator before a member who is there longer', async () => {
      await ben.call('chat:join', { roomId });
      await carla.call('chat:join', { roomId });
      await ada.call('chat:member-role', { roomId, userId: carla.id, role: 'moderator' });
      await ada.call('chat:leave', { roomId });
      const { members } = await viewOf(ben);
      expect(members.map(({ username, roomRole }) => [username, roomRole])).toEqual([
        ['ben', 'member'],
        ['carla', 'owner'],
      ]);
      await vi.waitFor(() =>
        expect(types(ben, `room:${roomId}`).slice(-2)).toEqual(['room:updated', 'room:left']),
      );
      await carla.call('chat:leave', { roomId });
      expect((await viewOf(ben)).members).toMatchObject([{ username: 'ben', roomRole: 'owner' }]);
      await ben.call('chat:leave', { roomId });
      expect((await viewOf(ada)).members).toEqual([]);
    });
  });

  describe('chat:add-member', () => {
    it('brings somebody in, also a guest, and tells them', async () => {
      const guest = await server.person(`guest-${roomId.slice(-4)}`, 'guest');
      const { member } = await ada.call('chat:add-member', { roomId, userId: guest.id });
      expect(member).toMatchObject({ id: guest.id, roomRole: 'member' });
      await vi.waitFor(() =>
        expect(mine(guest)).toMatchObject([{ type: 'room:joined', room: { unread: 0 } }]),
      );
      expect((await guest.call('chat:join', { roomId })).room.myRole).toBe('member');
      expect(await ada.call('chat:add-member', { roomId, userId: guest.id })).toEqual({ member });
      expect(await memberCount()).toBe(2);
      expect(await guest.refusal('chat:add-member', { roomId, userId: ben.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('brings in a whole class at once, and lets them go again', async () => {
      const people = await Promise.all(
        Array.from({ length: 40 }, (_, n) => server.person(`class${roomId.slice(-3)}${n}`)),
      );
      await Promise.all(
        people.map(({ id }) => server.request(ada, 'chat:add-member', { roomId, userId: id })),
      );
      expect(await memberCount()).toBe(41);
      await Promise.all(people.map((person) => server.request(person, 'chat:leave', { roomId })));
      expect(await memberCount()).toBe(1);
    });

    it('who may no longer bring people in does not, however close it was', async () => {
      const { room } = await ada.call('chat:create', { name: 'Close', visibility: 'private' });
      await ada.call('chat:add-member', { roomId: room.id, userId: ben.id });
      await ada.call('chat:member-role', { roomId: room.id, userId: ben.id, role: 'moderator' });
      const [demoted, added] = await Promise.all([
        ada.raw('chat:member-role', { roomId: room.id, userId: ben.id, role: 'member' }),
        ben.raw('chat:add-member', { roomId: room.id, userId: carla.id }),
      ]);
      expect(demoted.ok).toBe(true);
      // Either came first, and the room is as that order leaves it.
      const { members } = await ada.call('chat:room', { roomId: room.id });
      expect(members.some(({ id }) => id === carla.id)).toBe(added.ok);
      expect(await ben.refusal('chat:add-member', { roomId: room.id, userId: carla.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('is for members; into private rooms for moderators; of people who exist', async () => {
      expect(await carla.refusal('chat:add-member', { roomId, userId: ben.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ada.refusal('chat:add-member', { roomId, userId: 'nobody' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      const { room } = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
      await ada.call('chat:add-member', { roomId: room.id, userId: ben.id });
      expect(await ben.refusal('chat:add-member', { roomId: room.id, userId: carla.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  describe('chat:remove-member', () => {
    it('P6: takes effect on live connections at once', async () => {
      const { room } = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
      roomId = room.id;
      await ada.call('chat:add-member', { roomId, userId: ben.id });
      await ben.call('chat:join', { roomId });
      await ada.call('chat:join', { roomId });
      await ada.call('chat:remove-member', { roomId, userId: ben.id });
      await ada.call('chat:message', { roomId, content: 'among us' });
      await vi.waitFor(() => expect(types(ada, `room:${roomId}`)).toEqual(['room:left', 'chat:message']));
      expect(types(ben, `room:${roomId}`)).toEqual([]);
      expect(mine(ben).at(-1)).toMatchObject({ type: 'room:removed', roomId, userId: ben.id });
      expect(await ben.refusal('chat:history', { roomId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ben.refusal('channel:subscribe', { channel: `room:${roomId}` })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await memberCount()).toBe(1);
    });

    it('is for those who rank above', async () => {
      await ben.call('chat:join', { roomId });
      await carla.call('chat:join', { roomId });
      expect(await ben.refusal('chat:remove-member', { roomId, userId: carla.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
      expect(await ben.refusal('chat:remove-member', { roomId, userId: ada.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ben.refusal('chat:remove-member', { roomId, userId: ben.id })).toMatchObject({
        code: 'INVALID',
      });
      await ben.call('chat:remove-member', { roomId, userId: carla.id });
      expect(await ben.refusal('chat:remove-member', { roomId, userId: carla.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('chat:member-role', () => {
    it('changes what somebody may do, and says so', async () => {
      await ben.call('chat:join', { roomId });
      const { member } = await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
      expect(member).toMatchObject({ id: ben.id, roomRole: 'moderator' });
      await vi.waitFor(() => expect(types(ben, `room:${roomId}`)).toEqual(['room:updated']));
      expect((await ben.call('chat:update-room', { roomId, name: 'Ours' })).room.name).toBe('Ours');
      expect(await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' })).toEqual({
        member,
      });
    });

    it('is for owners, and leaves the room one', async () => {
      await ben.call('chat:join', { roomId });
      expect(await ben.refusal('chat:member-role', { roomId, userId: ben.id, role: 'owner' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ada.refusal('chat:member-role', { roomId, userId: ada.id, role: 'member' })).toMatchObject(
        {
          code: 'CONFLICT',
        },
      );
      expect(
        await ada.refusal('chat:member-role', { roomId, userId: carla.id, role: 'owner' }),
      ).toMatchObject({
        code: 'NOT_FOUND',
      });
      await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'owner' });
      await ada.call('chat:member-role', { roomId, userId: ada.id, role: 'member' });
      expect((await viewOf(ada)).room.myRole).toBe('member');
    });
  });

  describe('a role of the server', () => {
    it('P6: who becomes a guest no longer sees public rooms, also live', async () => {
      const dan = await server.person(`dan-${roomId.slice(-4)}`);
      await dan.call('channel:subscribe', { channel: `room:${roomId}` });
      await server.setRole(dan, 'guest');
      expect(await dan.refusal('chat:room', { roomId })).toMatchObject({ code: 'NOT_FOUND' });
      await ada.call('chat:join', { roomId });
      await ada.call('chat:message', { roomId, content: 'not for guests' });
      await vi.waitFor(() => expect(types(ada, `room:${roomId}`)).toEqual(['chat:message']));
      expect(types(dan, `room:${roomId}`)).toEqual([]);
    });
  });

  describe('chat:members', () => {
    it('lists them by name, page by page', async () => {
      await ben.call('chat:enter', { roomId });
      await carla.call('chat:enter', { roomId });
      const first = await carla.call('chat:members', { roomId, limit: 2 });
      expect(first.items.map(({ username }) => username)).toEqual(['ada', 'ben']);
      const rest = await carla.call('chat:members', { roomId, limit: 2, cursor: first.next ?? '' });
      expect(rest).toMatchObject({ items: [{ username: 'carla' }], next: null });
      expect(await carla.refusal('chat:members', { roomId, cursor: '~' })).toMatchObject({ code: 'INVALID' });
    });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
