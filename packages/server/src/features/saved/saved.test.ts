/** Saved messages: what one may read, as it is now, told to all devices. */
import { SAVED_KNOWN } from '@parley/contract/features/saved/limits';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { insert } from '../../platform/db/database.ts';
import { type Harness, onEachDatabase, type Person } from '../chat/harness.ts';
import { savedFeature } from './feature.ts';
import { savedPart } from './public.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    server = await start({ also: (parts) => [savedFeature(parts)], parts: { saved: savedPart } });
    ada = await server.person('ada');
    ben = await server.person('ben');
  });
  afterAll(() => server.close());

  const newRoom = async () => {
    const { room } = await ada.call('chat:create', { name: 'Tea', visibility: 'private' });
    await ada.call('chat:add-member', { roomId: room.id, userId: ben.id });
    return room.id;
  };
  const say = async (roomId: string, content: string) =>
    (await ada.call('chat:message', { roomId, content })).message.id;
  const known = async (person: Person) => {
    const { snapshot } = await person.call('channel:subscribe', { channel: `user:${person.id}` });
    return (snapshot as { saved: string[] }).saved;
  };
  const list = async (person: Person) => (await person.call('saved:list', {})).items;

  it('is listed the latest first, page by page, and told to every device', async () => {
    const roomId = await newRoom();
    const device = await server.connect(ada);
    const ids = [await say(roomId, '1'), await say(roomId, '2'), await say(roomId, '3')];
    for (const messageId of ids) await ada.call('saved:add', { messageId });
    // Again changes nothing, not even the order.
    await ada.call('saved:add', { messageId: ids[0] ?? '' });
    const latest = [...ids].reverse();
    expect((await list(ada)).map(({ message }) => message.id)).toEqual(latest);
    const first = await ada.call('saved:list', { limit: 2 });
    expect(first.items.map(({ message }) => message.content)).toEqual(['3', '2']);
    const second = await ada.call('saved:list', { limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ message }) => message.content)).toEqual(['1']);
    expect(second.next).toBeNull();
    expect(await known(ada)).toEqual(latest);
    expect(await list(ben)).toEqual([]);
    const told = () =>
      device.connection.events(`user:${ada.id}`).filter(({ type }) => type === 'saved:added');
    await vi.waitFor(() => expect(told().map(({ data }) => JSON.parse(data).messageId)).toEqual(ids));
    await ada.call('saved:remove', { messageId: ids[1] ?? '' });
    await ada.call('saved:remove', { messageId: ids[1] ?? '' });
    expect(await known(ada)).toEqual([ids[2], ids[0]]);
  });

  it('shows what it is now, and nothing that one may no longer read', async () => {
    const roomId = await newRoom();
    const [edited, deleted] = [await say(roomId, 'before'), await say(roomId, 'gone')];
    for (const messageId of [edited, deleted]) await ben.call('saved:add', { messageId });
    await ada.call('chat:edit', { roomId, messageId: edited, content: 'after' });
    await ada.call('chat:delete', { roomId, messageId: deleted });
    const shown = (await list(ben)).map(({ message }) => [message.id, message.content]);
    expect(shown).toEqual([
      [deleted, ''],
      [edited, 'after'],
    ]);
    await ada.call('chat:remove-member', { roomId, userId: ben.id });
    expect(await list(ben)).toEqual([]);
    // It can still be put away.
    await ben.call('saved:remove', { messageId: edited });
    expect(await known(ben)).toEqual([deleted]);
  });

  it('P6: shows nothing of a public room to who is banned from it, until the ban ends', async () => {
    const { room } = await ada.call('chat:create', { name: 'Open', visibility: 'public' });
    const messageId = await say(room.id, 'in the open');
    const [joe, lou] = [await server.person('joe'), await server.person('lou')];
    await joe.call('saved:add', { messageId });
    expect((await list(joe)).map(({ message }) => message.id)).toEqual([messageId]);
    const until = new Date(server.clock.now() + 60_000).toISOString();
    for (const { id: userId } of [joe, lou]) {
      await ada.call('chat:ban', { roomId: room.id, userId, until, reason: 'noise' });
    }
    expect(await list(joe)).toEqual([]);
    expect((await lou.refusal('saved:add', { messageId })).code).toBe('NOT_FOUND');
    server.clock.advance(61_000);
    expect((await list(joe)).map(({ message }) => message.id)).toEqual([messageId]);
    await lou.call('saved:add', { messageId });
  });

  it('refuses what one may not read, what is not there, and no cursor', async () => {
    const roomId = await newRoom();
    const messageId = await say(roomId, 'ours');
    const eve = await server.person('eve');
    expect((await eve.refusal('saved:add', { messageId })).code).toBe('NOT_FOUND');
    expect((await eve.refusal('saved:add', { messageId: 'nothing' })).code).toBe('NOT_FOUND');
    expect((await eve.raw('saved:add', { messageId: 'a b' })).error?.code).toBe('INVALID');
    expect((await eve.refusal('saved:list', { cursor: 'x' })).code).toBe('INVALID');
    await ada.call('chat:delete', { roomId, messageId });
    expect((await ada.refusal('saved:add', { messageId })).code).toBe('NOT_FOUND');
  });

  it('P10: past the bound of the snapshot, what leaves it names what enters, also at once', async () => {
    const kim = await server.person('kim');
    const many = Array.from({ length: SAVED_KNOWN + 3 }, (_, n) => `m${String(n).padStart(4, '0')}`);
    const statements = many.map((message_id, n) =>
      insert('saved_messages', {
        user_id: kim.id,
        message_id,
        saved_at: '2026-01-01T00:00:00.000Z',
        seq: n - 9_000,
      }),
    );
    const answer = { kind: 'json', json: '{}' } as const;
    await server.kernel.commit({ expect: [], statements, appends: [], answer });
    let state = await known(kim);
    expect(state).toEqual(many.slice(3).reverse());
    const before = kim.connection.events(`user:${kim.id}`).length;
    const gone = ['m0502', 'm0000', 'm0400', 'm0450', 'm0100'];
    await Promise.all(gone.map((messageId) => kim.call('saved:remove', { messageId })));
    await vi.waitFor(() =>
      expect(kim.connection.events(`user:${kim.id}`).slice(before)).toHaveLength(gone.length),
    );
    for (const { data } of kim.connection.events(`user:${kim.id}`).slice(before)) {
      const { messageId, entered } = JSON.parse(data);
      state = state.filter((id) => id !== messageId);
      if (entered !== null) state = [...state, entered];
    }
    expect(state).toEqual(await known(kim));
  });
});
