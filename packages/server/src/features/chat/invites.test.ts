/** Links into rooms: who makes them, whom they let in, and when they no longer do. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../platform/auth/secrets.ts';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let guest: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    guest = await server.person('gus', 'guest');
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Secret', visibility: 'private' })).room.id;
  });

  const invite = (more: { expiresAt?: string; maxUses?: number } = {}, by = ada) =>
    by.call('room-invite:create', { roomId, ...more });
  const inMs = (ms: number) => new Date(server.clock.now() + ms).toISOString();
  const over = (reason: string) => ({ code: 'FORBIDDEN', details: [{ path: 'code', message: reason }] });

  it('lets whoever has it into a private room, guests too, and tells the room', async () => {
    const { code, url, invite: made } = await invite();
    expect(url).toBe(`http://localhost/join/${code}`);
    expect(made).toMatchObject({ roomId, createdBy: ada.id, createdByName: 'Ada', uses: 0, maxUses: null });
    await ada.call('chat:join', { roomId });
    const { room } = await ben.call('room-invite:accept', { code });
    expect(room).toMatchObject({ id: roomId, myRole: 'member', memberCount: 2 });
    await guest.call('room-invite:accept', { code });
    const joined = ada.connection.events(`room:${roomId}`).filter(({ type }) => type === 'room:joined');
    expect(joined.map(({ data }) => JSON.parse(data).user.id)).toEqual([ben.id, guest.id]);
    await ben.call('chat:message', { roomId, content: 'hello' });
    expect((await ada.call('room-invite:list', { roomId })).items).toMatchObject([{ id: made.id, uses: 2 }]);
  });

  it('is kept as a digest only, and told once', async () => {
    const { code, invite: made } = await invite();
    const row = await server.tx
      .selectFrom('room_invites')
      .selectAll()
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(row.hash).toBe(digestOf(code));
    expect(JSON.stringify(row)).not.toContain(code);
    expect(JSON.stringify(await ada.call('room-invite:list', { roomId }))).not.toContain(code);
    expect(code).toMatch(/^[\w-]{22}$/);
  });

  describe('no longer lets anybody in', () => {
    it('after its end', async () => {
      const { code } = await invite({ expiresAt: inMs(60_000) });
      server.clock.advance(60_000);
      expect(await ben.refusal('room-invite:accept', { code })).toMatchObject(over('expired'));
      expect((await ada.call('room-invite:list', { roomId })).items).toEqual([]);
    });

    it('after its last use, which is exactly one of many at once', async () => {
      const { code } = await invite({ maxUses: 2 });
      const crowd = await Promise.all(
        Array.from({ length: 6 }, (_, n) => server.person(`c${n}${roomId.slice(-5)}`)),
      );
      const answers = await Promise.all(crowd.map((one) => one.raw('room-invite:accept', { code })));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
      for (const { error } of answers.filter(({ ok }) => !ok)) expect(error).toMatchObject(over('used up'));
      expect((await ada.call('chat:room', { roomId })).room.memberCount).toBe(3);
    });

    it('once it was taken back', async () => {
      const { code, invite: made } = await invite();
      await ada.call('room-invite:revoke', { roomId, inviteId: made.id });
      await ada.call('room-invite:revoke', { roomId, inviteId: made.id });
      expect(await ben.refusal('room-invite:accept', { code })).toMatchObject(over('revoked'));
    });

    it('once whoever made it is no member any more', async () => {
      await ada.call('chat:add-member', { roomId, userId: ben.id });
      await ada.call('chat:update-room', { roomId, permissions: { invite: 'member' } });
      const { code } = await invite({}, ben);
      await ada.call('chat:remove-member', { roomId, userId: ben.id });
      expect(await ben.refusal('room-invite:accept', { code })).toMatchObject(over('revoked'));
    });

    it('while the room is archived', async () => {
      const { code } = await invite();
      await ada.call('chat:archive', { roomId, archived: true });
      expect(await ben.refusal('room-invite:accept', { code })).toMatchObject({ code: 'CONFLICT' });
      expect(await ada.refusal('room-invite:create', { roomId })).toMatchObject({ code: 'CONFLICT' });
      await ada.call('chat:archive', { roomId, archived: false });
      await ben.call('room-invite:accept', { code });
    });

    it('decided before its end, it is not written after it', async () => {
      const { code, invite: made } = await invite();
      const accepting = await server.decide(ben, 'room-invite:accept', { code });
      await ada.call('room-invite:revoke', { roomId, inviteId: made.id });
      expect(await server.kernel.commit(accepting)).toMatchObject({ kind: 'conflict', reason: 'rows' });
    });
  });

  it('is not used up by who is in already, whatever became of it', async () => {
    const { code, invite: made } = await invite({ maxUses: 1 });
    expect((await ada.call('room-invite:accept', { code })).room.myRole).toBe('owner');
    expect((await ada.call('room-invite:list', { roomId })).items).toMatchObject([{ id: made.id, uses: 0 }]);
    await ben.call('room-invite:accept', { code });
    expect((await ben.call('room-invite:accept', { code })).room.id).toBe(roomId);
  });

  it('P3: a retry counts once', async () => {
    const { code } = await invite({ maxUses: 5 });
    const accept = { code, clientId: 'same' };
    const [first, again] = [
      await ben.call('room-invite:accept', accept),
      await ben.call('room-invite:accept', accept),
    ];
    expect([first.room.id, again.room.id]).toEqual([roomId, roomId]);
    expect((await ada.call('room-invite:list', { roomId })).items).toMatchObject([{ uses: 1 }]);
  });

  it('is made by those who may bring people in, and looked after by moderators', async () => {
    await ada.call('chat:add-member', { roomId, userId: ben.id });
    expect(await ben.refusal('room-invite:create', { roomId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ben.refusal('room-invite:list', { roomId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await guest.refusal('room-invite:create', { roomId })).toMatchObject({ code: 'NOT_FOUND' });
    await ada.call('chat:update-room', { roomId, permissions: { invite: 'member' } });
    const hers = await invite();
    const his = await invite({}, ben);
    const listed = async (person: Person) =>
      (await person.call('room-invite:list', { roomId })).items.map(({ id }) => id);
    expect(await listed(ben)).toEqual([his.invite.id]);
    expect(await listed(ada)).toEqual([his.invite.id, hers.invite.id]);
    expect(await ben.refusal('room-invite:revoke', { roomId, inviteId: hers.invite.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await ada.call('room-invite:revoke', { roomId, inviteId: his.invite.id });
    const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
    expect(await ada.refusal('room-invite:create', { roomId: direct.id })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([
    ['a code of nothing', 'room-invite:accept', { code: 'nothing' }, 'NOT_FOUND'],
    ['no code', 'room-invite:accept', {}, 'INVALID'],
    ['an end in the past', 'room-invite:create', { expiresAt: '2020-01-01T00:00:00.000Z' }, 'INVALID'],
    ['no uses', 'room-invite:create', { maxUses: 0 }, 'INVALID'],
    ['an invitation of nobody', 'room-invite:revoke', { inviteId: 'nothing' }, 'NOT_FOUND'],
  ])('refuses %s', async (_, command, input, code) => {
    expect((await ada.raw(command, { roomId, ...input })).error).toMatchObject({ code });
  });

  it('a room has a bounded number of them', async () => {
    for (let n = 0; n < 100; n += 1) await invite();
    expect(await ada.refusal('room-invite:create', { roomId })).toMatchObject({ code: 'CONFLICT' });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
