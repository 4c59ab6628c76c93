/** Files of forwarded messages: open to who reads any room in which a message carries them, and gone with the last of these. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Harness, onEachDatabase } from './harness.ts';

onEachDatabase((start) => {
  let world: Harness;
  let ann: string;
  let bob: string;
  let cay: string;
  let from: string;
  let to: string;
  let fileId: string;
  let original: string;

  beforeAll(async () => {
    world = await start();
    [ann, bob, cay] = [await world.person('ann'), await world.person('bob'), await world.person('cay')];
  });
  afterAll(() => world.close());

  const room = async (owner: string, name: string, ...others: string[]) => {
    const { id } = (await world.call(owner, 'chat:create', { name, visibility: 'private' })).room;
    for (const userId of others) await world.call(owner, 'chat:add-member', { roomId: id, userId });
    return id;
  };
  const forward = async (roomId: string, messageId: string, toRoomId: string) =>
    (await world.call(ann, 'chat:forward', { roomId, messageId, toRoomId })).message.id;
  const remove = (roomId: string, messageId: string) => world.call(ann, 'chat:delete', { roomId, messageId });

  /** 404 for who may not have it, as for what is not there. */
  async function status(userId: string): Promise<number> {
    const route = world.files.streams?.find(({ contract }) => contract.path === '/api/files/:id');
    if (route?.kind !== 'download') throw new Error('no such route');
    const login = { userId, loginId: 'l' };
    const asked = { login, address: '', header: () => undefined, params: { id: fileId } };
    try {
      const reply = await route.handle(asked);
      for await (const _ of reply.body ?? []);
      return reply.status;
    } catch (cause) {
      expect(cause).toMatchObject({ wire: { code: 'NOT_FOUND' } });
      return 404;
    }
  }
  const statuses = async () => [await status(ann), await status(bob), await status(cay)];

  beforeEach(async () => {
    from = await room(ann, 'From', bob);
    to = await room(ann, 'To', cay);
    fileId = await world.upload(ann, from, 'content', `${from}.txt`);
    const said = { roomId: from, content: '', type: 'file', metadata: { fileIds: [fileId] } } as const;
    original = (await world.call(ann, 'chat:message', said)).message.id;
  });

  it('a copy opens them to its room, without a byte more; its deletion closes them there', async () => {
    expect(await statuses()).toEqual([200, 200, 404]);
    const used = await world.used(ann);
    const copy = await forward(from, original, to);
    expect(await statuses()).toEqual([200, 200, 200]);
    expect(await world.used(ann)).toBe(used);
    await remove(to, copy);
    expect(await statuses()).toEqual([200, 200, 404]);
    expect(await world.row(fileId)).toMatchObject({ state: 'ready', shares: 0, message_id: original });
  });

  it('they outlive the original in their copies, and go with the last', async () => {
    const first = await forward(from, original, to);
    const second = await forward(to, first, to);
    await remove(from, original);
    expect(await statuses()).toEqual([200, 404, 200]);
    expect(await world.row(fileId)).toMatchObject({ room_id: to, message_id: first, shares: 1 });
    await remove(to, first);
    expect(await statuses()).toEqual([200, 404, 200]);
    await remove(to, second);
    expect(await statuses()).toEqual([404, 404, 404]);
    await expect.poll(() => world.row(fileId)).toBeUndefined();
    await expect.poll(() => world.has(fileId)).toBe(false);
  });

  it('P6: who leaves the copy’s room has them no longer; who may not upload there can’t bring them', async () => {
    await forward(from, original, to);
    await world.call(ann, 'chat:remove-member', { roomId: to, userId: cay });
    expect(await statuses()).toEqual([200, 200, 404]);
    const quiet = await room(cay, 'Quiet', bob);
    await world.call(cay, 'chat:update-room', { roomId: quiet, permissions: { upload: 'moderator' } });
    const asked = { roomId: from, messageId: original, toRoomId: quiet };
    expect((await world.refusal(bob, 'chat:forward', asked)).code).toBe('FORBIDDEN');
    expect((await world.refusal(cay, 'chat:forward', asked)).code).toBe('NOT_FOUND');
  });

  it('a copy and a deletion at once: the copy opens the file, or is refused', async () => {
    const [copied] = await Promise.allSettled([forward(from, original, to), remove(from, original)]);
    const { items } = await world.call(cay, 'chat:history', { roomId: to });
    expect(items.some(({ type }) => type === 'file')).toBe(copied.status === 'fulfilled');
    expect(await status(cay)).toBe(copied.status === 'fulfilled' ? 200 : 404);
  });

  it('copies deleted together leave nothing', async () => {
    const theirs = await room(bob, 'Theirs', ann);
    const copy = await forward(from, original, theirs);
    await forward(theirs, copy, theirs);
    await remove(from, original);
    await world.call(bob, 'chat:purge', { roomId: theirs, userId: ann, hours: 1 });
    await expect.poll(() => world.row(fileId)).toBeUndefined();
    expect(await statuses()).toEqual([404, 404, 404]);
  });

  it('the copy’s room lists them once, and a search finds them there', async () => {
    const copy = await forward(from, original, to);
    await forward(from, original, to);
    const { items } = await world.call(cay, 'files:list', { roomId: to });
    expect(items).toMatchObject([{ id: fileId, roomId: to, messageId: copy, username: 'ann' }]);
    const reader = { userId: cay, role: 'member', now: new Date(world.clock.now()).toISOString() } as const;
    expect(await world.find(reader, [from])).toMatchObject([{ id: fileId, roomId: to, messageId: copy }]);
    expect(await world.find({ ...reader, userId: ann }, [from])).toMatchObject([
      { id: fileId, roomId: from },
    ]);
  });
});
