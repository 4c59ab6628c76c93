/** What is done by typing, through the real commands: on both databases. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from '../chat/harness.ts';
import { peopleOfMyRooms } from '../chat/public.ts';
import { personNamed } from './people.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
  });
  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
  });
  afterAll(() => server.close());

  const run = async (person: Person, text: string, clientId?: string) =>
    (await person.call('slash:run', { roomId, text, ...(clientId === undefined ? {} : { clientId }) }))
      .outcome;
  const refused = (person: Person, text: string) => person.refusal('slash:run', { roomId, text });
  const said = async () =>
    (await ada.call('chat:history', { roomId })).items.map(({ content, metadata }) => [content, metadata]);
  const names = async (person: Person, where = roomId) =>
    (await person.call('slash:list', { roomId: where })).items.map(({ name }) => name);

  it('lists what one may do there, and how', async () => {
    const { items } = await ada.call('slash:list', { roomId });
    expect(items.find(({ name }) => name === 'invite')).toMatchObject({
      aliases: ['add'],
      takes: [{ kind: 'person' }],
      usage: '/invite @name',
      description: expect.stringMatching(/.+/),
    });
    expect(await names(ada)).toEqual(
      expect.arrayContaining(['help', 'join', 'leave', 'me', 'msg', 'shrug', 'topic']),
    );
    await ben.call('chat:join', { roomId });
    expect(await names(ben)).toEqual(expect.arrayContaining(['me', 'invite', 'leave']));
    expect(await names(ben)).not.toContain('topic');
    const { room } = await ada.call('chat:direct', { userIds: [ben.id] });
    expect(await names(ada, room.id)).not.toContain('leave');
  });

  it('P6: of a room one may not see nothing is listed and nothing done', async () => {
    const hidden = (await ada.call('chat:create', { name: 'Vault', visibility: 'private' })).room.id;
    expect(await ben.refusal('slash:list', { roomId: hidden })).toMatchObject({ code: 'NOT_FOUND' });
    const attempt = await ben.refusal('slash:run', { roomId: hidden, text: '/me looks in' });
    expect(attempt).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('P6: takes somebody out, and keeps them out, where one looks after the room', async () => {
    const carla = await server.person('carla');
    await carla.call('chat:enter', { roomId });
    expect(await names(carla)).not.toContain('kick');
    expect(await carla.refusal('slash:run', { roomId, text: '/kick @ada' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await run(ada, '/kick @carla too loud');
    expect((await carla.call('chat:rooms', {})).items.map(({ id }) => id)).not.toContain(roomId);
    await carla.call('chat:enter', { roomId });
    expect(await refused(ada, '/ban @carla')).toMatchObject({ code: 'INVALID' });
    await run(ada, '/ban @carla spam');
    expect(await carla.refusal('chat:enter', { roomId })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('says what begins with a slash: /me, /shrug, //', async () => {
    expect(await run(ada, '/me waves')).toEqual({ kind: 'done' });
    await run(ada, '/shrug who knows');
    await run(ada, '//me is how it is done');
    expect(await said()).toEqual([
      ['waves', { action: true }],
      ['who knows ¯\\\\\\_(ツ)\\_/¯', {}],
      ['/me is how it is done', {}],
    ]);
  });

  it('P3: the same twice has one effect', async () => {
    const once = await run(ada, '/me waves', 'k1');
    expect(await run(ada, '/me waves', 'k1')).toEqual(once);
    expect(await said()).toHaveLength(1);
  });

  it('changes the room and who is in it: /topic, /invite, /leave, /archive', async () => {
    await run(ada, '/topic Leaves, milk and water');
    await run(ada, '/invite @ben');
    const { room, members } = await ben.call('chat:room', { roomId });
    expect(room).toMatchObject({ topic: 'Leaves, milk and water', memberCount: 2 });
    expect(members.map(({ username }) => username)).toEqual(['ada', 'ben']);
    expect(await run(ben, '/part')).toEqual({ kind: 'left' });
    expect((await ada.call('chat:room', { roomId })).room.memberCount).toBe(1);
    await run(ada, '/topic');
    await run(ada, '/archive');
    expect((await ada.call('chat:room', { roomId })).room).toMatchObject({ archivedAt: expect.any(String) });
    expect(await refused(ada, '/me waves')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes to rooms and people: /join, /msg', async () => {
    await ada.call('chat:update-room', { roomId, alias: `tea-${roomId.slice(-6)}` });
    const general = await run(ben, `/join #tea-${roomId.slice(-6)}`);
    expect(general).toEqual({ kind: 'room', roomId });
    const outcome = await run(ada, '/dm @BEN hello there');
    if (outcome.kind !== 'room') throw new Error('no room');
    const { items } = await ben.call('chat:history', { roomId: outcome.roomId });
    expect(items.map(({ content }) => content)).toEqual(['hello there']);
    expect(await refused(ben, '/join #nowhere')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is of use to oneself: /mute, /unmute', async () => {
    const mute = async () =>
      (await ada.call('chat:rooms', {})).items.find(({ id }) => id === roomId)?.myPreferences?.mute;
    await run(ada, '/mute');
    expect(await mute()).toEqual({ level: 'all', until: null });
    await run(ada, '/unmute');
    expect(await mute()).toBeNull();
    expect(await said()).toEqual([]);
  });

  it('helps, for me alone', async () => {
    const outcome = await run(ada, '/help');
    expect(outcome).toMatchObject({
      kind: 'reply',
      key: 'help',
      text: expect.stringContaining('/invite @name'),
    });
    expect(await said()).toEqual([]);
  });

  it('what is unknown is refused with what is near', async () => {
    const refusal = await refused(ada, '/tpoic Tea');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', details: [{ path: 'text', message: '/topic' }] });
    expect(refusal.message).toContain('/topic');
    expect(await refused(ada, '/xyzzy')).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('/help'),
    });
    expect(await said()).toEqual([]);
  });

  it('what is not allowed, or not written rightly, is refused and changes nothing', async () => {
    await ben.call('chat:join', { roomId });
    expect(await refused(ben, '/topic Coffee')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(ada, '/invite')).toMatchObject({
      code: 'INVALID',
      details: [{ path: 'text', message: '/invite @name' }],
    });
    expect(await refused(ada, '/invite @nobody')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(ada, '/leave now')).toMatchObject({ code: 'INVALID' });
    expect(await refused(ada, `/topic ${'x'.repeat(5_000)}`)).toMatchObject({ code: 'INVALID' });
    const long = await ada.refusal('slash:run', { roomId, text: `/me ${'x'.repeat(8_090)}` });
    expect(long).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('P6: a guest is told of nobody outside their rooms', async () => {
    const gus = await server.person('gus', 'guest');
    await ada.call('chat:add-member', { roomId, userId: gus.id });
    const named = personNamed(server.db, peopleOfMyRooms(server.db));
    const viewer = (person: Person, role: string) => {
      const { id: userId, username } = person;
      return { userId, username, displayName: username, role, active: true, authVersion: 0 };
    };
    expect(await named(viewer(gus, 'guest'), 'ben')).toBeNull();
    expect(await named(viewer(gus, 'guest'), 'ada')).toEqual({ id: ada.id, username: 'ada' });
    expect(await named(viewer(ben, 'member'), 'Gus')).toEqual({ id: gus.id, username: 'gus' });
    expect(await names(gus)).not.toContain('msg');
  });
});
