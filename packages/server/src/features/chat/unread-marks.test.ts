/** Marking unread: over two devices, against what is merely on screen, and for oneself only. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let device: Person;

  beforeAll(async () => {
    server = await start();
    [ada, ben] = [await server.person('ada'), await server.person('ben')];
    device = await server.connect(ben);
  });

  afterAll(() => server.close());

  /** A room with messages, all read by ben. */
  async function readRoom(count: number): Promise<{ roomId: string; sent: string[] }> {
    const { room } = await ada.call('chat:create', { name: 'Tea' });
    const roomId = room.id;
    await ben.call('chat:enter', { roomId });
    const sent: string[] = [];
    for (let n = 0; n < count; n += 1) {
      sent.push((await ada.call('chat:message', { roomId, content: `${n} @ben` })).message.id);
    }
    await ben.call('chat:read', { roomId, messageId: sent.at(-1) ?? '' });
    return { roomId, sent };
  }

  const mine = async (roomId: string) => {
    const { room } = await ben.call('chat:room', { roomId });
    const { unread, mentions, lastReadId, markedUnread } = room;
    return { unread, mentions, lastReadId, ...(markedUnread === undefined ? {} : { markedUnread }) };
  };

  describe('chat:mark-unread', () => {
    it('goes back to before a message, and tells my other devices', async () => {
      const { roomId, sent } = await readRoom(4);
      const [, second = '', third = ''] = sent;
      expect(await ben.call('chat:mark-unread', { roomId, messageId: third })).toEqual({
        unread: 2,
        mentions: 2,
      });
      expect(await mine(roomId)).toEqual({ unread: 2, mentions: 2, lastReadId: second, markedUnread: true });
      const event = await vi.waitFor(() => {
        const found = device.connection
          .events(`user:${ben.id}`)
          .find(({ type, data }) => type === 'chat:marked-unread' && data.includes(roomId));
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      expect(JSON.parse(event.data)).toEqual({
        roomId,
        messageId: third,
        lastReadId: second,
        unread: 2,
        mentions: 2,
      });
    });

    it('from the very first, everything is unread', async () => {
      const { roomId, sent } = await readRoom(2);
      await ben.call('chat:mark-unread', { roomId, messageId: sent[0] ?? '' });
      expect(await mine(roomId)).toEqual({ unread: 2, mentions: 2, lastReadId: null, markedUnread: true });
    });

    it('holds against what is merely on screen, on every device, until it is read on purpose', async () => {
      const { roomId, sent } = await readRoom(3);
      const [first = ''] = sent;
      await ben.call('chat:mark-unread', { roomId, messageId: first });
      const last = (await ada.call('chat:message', { roomId, content: 'more' })).message.id;
      for (const who of [ben, device]) {
        expect(await who.call('chat:read', { roomId, messageId: last, auto: true })).toEqual({
          unread: 4,
          mentions: 3,
        });
      }
      expect(await mine(roomId)).toMatchObject({ unread: 4 });
      await device.call('chat:read', { roomId, messageId: last });
      expect(await mine(roomId)).toEqual({ unread: 0, mentions: 0, lastReadId: last });
      const next = (await ada.call('chat:message', { roomId, content: 'and' })).message.id;
      await ben.call('chat:read', { roomId, messageId: next, auto: true });
      expect(await mine(roomId)).toMatchObject({ unread: 0, lastReadId: next });
    });

    it('a read that was on its way loses against it', async () => {
      const { roomId, sent } = await readRoom(3);
      const [, second = '', third = ''] = sent;
      const fourth = (await ada.call('chat:message', { roomId, content: '4' })).message.id;
      await Promise.all([
        ben.call('chat:mark-unread', { roomId, messageId: second }),
        ...[third, fourth].map((messageId) => device.call('chat:read', { roomId, messageId, auto: true })),
      ]);
      expect(await mine(roomId)).toMatchObject({ unread: 3, lastReadId: sent[0] });
    });

    it('is nobody else’s business', async () => {
      const { roomId, sent } = await readRoom(2);
      const [first = '', second = ''] = sent;
      const before = await ada.call('chat:receipts', { roomId, messageId: second });
      expect(before.items.map(({ user }) => user.id)).toEqual([ben.id]);
      await ben.call('chat:mark-unread', { roomId, messageId: first });
      expect(await ada.call('chat:receipts', { roomId, messageId: second })).toEqual(before);
      await ben.call('chat:read', { roomId, messageId: second });
      expect(await ada.call('chat:receipts', { roomId, messageId: second })).toEqual(before);
    });

    it('P3: a retry does not undo what was read since', async () => {
      const { roomId, sent } = await readRoom(2);
      const input = { roomId, messageId: sent[0] ?? '', clientId: 'u1' };
      await ben.call('chat:mark-unread', input);
      await ben.call('chat:read', { roomId, messageId: sent[1] ?? '' });
      await ben.call('chat:mark-unread', input);
      expect(await mine(roomId)).toMatchObject({ unread: 0 });
    });

    it('refuses what is not there and who is no member', async () => {
      const { roomId, sent } = await readRoom(1);
      const dan = await server.person(`dan${roomId.slice(-6)}`);
      expect(await ben.refusal('chat:mark-unread', { roomId, messageId: 'nothing' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await dan.refusal('chat:mark-unread', { roomId, messageId: sent[0] ?? '' })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });
});
