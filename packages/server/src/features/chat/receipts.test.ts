/** Who is told what others have got and read. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';
import { MAX_TOLD_MEMBERS } from './limits.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    carla = await server.person('carla');
  });

  afterAll(() => server.close());

  async function roomWith(...others: readonly Pick<Person, 'id'>[]): Promise<string> {
    const { room } = await ada.call('chat:create', { name: 'Tea' });
    for (const { id: userId } of others) await ada.call('chat:add-member', { roomId: room.id, userId });
    await ada.call('chat:join', { roomId: room.id });
    return room.id;
  }

  const say = async (roomId: string) => (await ada.call('chat:message', { roomId, content: 'x' })).message;
  const readers = async (roomId: string, messageId: string) => {
    const { count, items } = await ada.call('chat:receipts', { roomId, messageId });
    return { count, ids: items.map(({ user }) => user.id) };
  };
  const marks = async (who: Person, roomId: string) => {
    const fresh = await server.connect(who);
    return (await fresh.call('chat:join', { roomId })).readMarks;
  };
  const signalsIn = (roomId: string, type: string) =>
    ada.connection
      .signals(type)
      .map(({ data }) => JSON.parse(data))
      .filter((data) => data.roomId === roomId);

  describe('chat:receipts', () => {
    it('lists who has read that far, the latest first, not the author', async () => {
      const roomId = await roomWith(ben, carla);
      const [first, second] = [await say(roomId), await say(roomId)];
      await ben.call('chat:read', { roomId, messageId: second.id });
      await carla.call('chat:read', { roomId, messageId: first.id });
      await ada.call('chat:read', { roomId, messageId: second.id });
      expect(await readers(roomId, first.id)).toEqual({ count: 2, ids: [carla.id, ben.id] });
      expect(await readers(roomId, second.id)).toEqual({ count: 1, ids: [ben.id] });
    });

    it('is in the snapshot of the room, as far as each has read', async () => {
      const roomId = await roomWith(ben, carla);
      const [first, second] = [await say(roomId), await say(roomId)];
      await ben.call('chat:read', { roomId, messageId: first.id });
      await ben.call('chat:read', { roomId, messageId: second.id });
      const at = (await ada.call('chat:receipts', { roomId, messageId: first.id })).items[0]?.at;
      expect(await marks(ada, roomId)).toEqual([{ userId: ben.id, seq: second.seq, at }]);
    });

    it('does not tell of who will not have it told, from then on', async () => {
      const roomId = await roomWith(ben, carla);
      const message = await say(roomId);
      await ben.call('chat:read', { roomId, messageId: message.id });
      expect(await ben.call('chat:my-preferences', {})).toEqual({ receipts: true });
      await ben.call('chat:set-preferences', { receipts: false });
      expect(await ben.call('chat:my-preferences', {})).toEqual({ receipts: false });
      expect(await readers(roomId, message.id)).toEqual({ count: 0, ids: [] });
      expect(await marks(ada, roomId)).toEqual([]);
      const quiet = await say(roomId);
      expect(await ben.call('chat:read', { roomId, messageId: quiet.id })).toEqual({
        unread: 0,
        mentions: 0,
      });
      const loud = await say(roomId);
      await carla.call('chat:read', { roomId, messageId: loud.id });
      await vi.waitFor(() => expect(signalsIn(roomId, 'chat:read')).toHaveLength(2));
      expect(signalsIn(roomId, 'chat:read').map(({ userId }) => userId)).toEqual([ben.id, carla.id]);
      await ben.call('chat:set-preferences', { receipts: true });
      // What was read meanwhile is not told afterwards.
      expect((await readers(roomId, quiet.id)).ids).toEqual([carla.id]);
      expect((await readers(roomId, message.id)).ids).toEqual([carla.id, ben.id]);
    });

    it('tells my own devices what I decided', async () => {
      const device = await server.connect(carla);
      await carla.call('chat:set-preferences', { receipts: true });
      await vi.waitFor(() => {
        const told = device.connection.events(`user:${carla.id}`).at(-1);
        expect(told).toMatchObject({ type: 'chat:preferences-changed', data: '{"receipts":true}' });
      });
    });

    it('P6: is refused to who is no member, for what is not there and what is deleted', async () => {
      const roomId = await roomWith();
      const message = await say(roomId);
      expect(await ben.refusal('chat:receipts', { roomId, messageId: message.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ada.refusal('chat:receipts', { roomId, messageId: 'nothing' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      await ada.call('chat:delete', { roomId, messageId: message.id });
      expect(await ada.refusal('chat:receipts', { roomId, messageId: message.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('chat:delivered', () => {
    it('tells the room, and reads nothing', async () => {
      const roomId = await roomWith(ben);
      const { id: messageId, seq } = await say(roomId);
      await ben.call('chat:delivered', { roomId, messageId, seq });
      server.reads();
      await ben.call('chat:delivered', { roomId, messageId, seq });
      expect(server.reads()).toBe(0);
      await vi.waitFor(() =>
        expect(signalsIn(roomId, 'chat:delivered')[0]).toEqual({ roomId, userId: ben.id, messageId, seq }),
      );
    });

    it('is refused to who is no member', async () => {
      const roomId = await roomWith();
      const { id: messageId, seq } = await say(roomId);
      expect(await ben.refusal('chat:delivered', { roomId, messageId, seq })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  it('in a large room nobody is told as it happens, and whoever asks is told', async () => {
    const roomId = await roomWith(ben);
    for (let n = 2; n <= MAX_TOLD_MEMBERS; n += 1) {
      const { id: userId } = await server.register(`m${n}`);
      await ada.call('chat:add-member', { roomId, userId });
    }
    const { id: messageId, seq } = await say(roomId);
    await ben.call('chat:read', { roomId, messageId });
    await ben.call('chat:delivered', { roomId, messageId, seq });
    await ben.call('chat:typing', { roomId, isTyping: true });
    await vi.waitFor(() => expect(signalsIn(roomId, 'chat:typing')).toHaveLength(1));
    expect(signalsIn(roomId, 'chat:read')).toEqual([]);
    expect(signalsIn(roomId, 'chat:delivered')).toEqual([]);
    expect(await marks(ada, roomId)).toBeUndefined();
    expect(await readers(roomId, messageId)).toEqual({ count: 1, ids: [ben.id] });
  });
});
