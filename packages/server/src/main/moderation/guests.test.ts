/** What guests of the server are kept from. */
import { describe, expect, it } from 'vitest';
import { onEachDatabase } from '../harness/databases.ts';
import { command } from '../harness.ts';
import { done, heard, refused, room, said, stage } from './harness.ts';

onEachDatabase((env) => {
  const on = stage(env);

  describe('a guest', () => {
    it('P6: sees only the rooms they were brought into, and the people of those', async () => {
      const [guest, ben, eve] = [await on.someone('guest'), await on.someone(), await on.someone()];
      const [shared, open] = [
        await room(ben, { name: 'Shared' }, guest),
        await room(ben, { name: 'Elsewhere' }),
      ];
      const rooms = async (scope: string) => {
        const { items } = await done(guest, 'GET', `/api/chat/rooms${scope}`);
        return (items as { name: string }[]).map(({ name }) => name);
      };
      expect(await rooms('?scope=public')).not.toContain('Elsewhere');
      expect(await rooms('?scope=public&q=else')).toEqual([]);
      expect(await rooms('')).toContain('Shared');
      for (const [method, path] of [
        ['GET', `/api/chat/rooms/${open}`],
        ['GET', `/api/chat/rooms/${open}/members`],
        ['GET', `/api/chat/messages/${open}`],
        ['POST', `/api/chat/rooms/${open}/join`],
      ] as const) {
        expect((await refused(guest, method, path)).status).toBe(404);
      }
      expect((await refused(guest, 'GET', '/api/people')).status).toBe(403);
      expect((await refused(guest, 'POST', '/api/chat/direct', { userIds: [eve.id] })).status).toBe(403);
      expect((await refused(guest, 'POST', '/api/chat/rooms', { name: 'x' })).status).toBe(403);
      const socket = await guest.dial('/chat');
      const presence = heard(socket, 'presence:changed') as { userId: string }[];
      expect((await command(socket, 'channel:subscribe', { channel: `room:${open}` })).error?.code).toBe(
        'NOT_FOUND',
      );
      expect((await command(socket, 'channel:subscribe', { channel: `user:${ben.id}` })).error?.code).toBe(
        'NOT_FOUND',
      );
      await command(socket, 'chat:join', { roomId: shared });
      const [bens, eves] = [await ben.dial('/chat'), await eve.dial('/chat')];
      await command(eves, 'channel:subscribe', { channel: `room:${open}` });
      await command(bens, 'chat:join', { roomId: open });
      await command(bens, 'chat:join', { roomId: shared });
      await expect.poll(() => presence.map(({ userId }) => userId)).toContain(ben.id);
      expect(presence.map(({ userId }) => userId)).not.toContain(eve.id);
    });

    it('P6: who is made one loses what is not theirs at once, live', async () => {
      const [ben, eve] = [await on.someone(), await on.someone()];
      const roomId = await room(ben);
      const socket = await eve.dial('/chat');
      expect((await command(socket, 'channel:subscribe', { channel: `room:${roomId}` })).ok).toBe(true);
      const messages = heard(socket, 'chat:message');
      await said(ben, roomId, 'before');
      await expect.poll(() => messages.length).toBe(1);
      await done(on.olga, 'PUT', `/api/people/${eve.id}/role`, { role: 'guest' });
      await said(ben, roomId, 'after');
      expect((await command(socket, 'chat:history', { roomId })).error?.code).toBe('NOT_FOUND');
      expect(messages).toHaveLength(1);
    });
  });
});
