/** Reports, and sweeping away what somebody flooded a room with. */
import { describe, expect, it } from 'vitest';
import { onEachDatabase } from '../harness/databases.ts';
import { command, type Person } from '../harness.ts';
import { done, HOUR_MS, heard, refused, room, said, stage } from './harness.ts';

onEachDatabase((env) => {
  describe('reports', () => {
    const on = stage(env);

    it('P6: reach moderators live, and nobody once they are none', async () => {
      const [ben, eve, moderator] = [await on.someone(), await on.someone(), await on.someone('moderator')];
      const roomId = await room(ben, { name: 'Garden' }, eve);
      const [first, second] = [
        await said(eve, roomId, 'rude words'),
        await said(eve, roomId, 'more of them'),
      ];
      const socket = await moderator.dial('/');
      const channel = { channel: 'staff:reports' };
      expect((await command(socket, 'channel:subscribe', channel)).data).toMatchObject({ recovered: false });
      const events: { report: object }[] = [];
      const metas: { actor: string }[] = [];
      socket.on('report:created', (data, meta) => {
        events.push(data);
        metas.push(meta);
      });
      const stranger = await (await on.someone()).dial('/');
      expect((await command(stranger, 'channel:subscribe', channel)).error?.code).toBe('NOT_FOUND');
      await done(ben, 'POST', '/api/reports', {
        roomId,
        messageId: first,
        reason: 'harassment',
        note: 'look',
      });
      await expect
        .poll(() => events)
        .toMatchObject([
          {
            report: {
              author: { id: eve.id, username: eve.username },
              room: { id: roomId, name: 'Garden' },
              content: 'rude words',
              reason: 'harassment',
              note: 'look',
              resolution: null,
            },
          },
        ]);
      // Whoever reported is told in no event: one about a moderator reaches them too.
      expect(JSON.stringify([events, metas])).not.toContain(ben.id);
      await done(on.olga, 'PUT', `/api/people/${moderator.id}/role`, { role: 'member' });
      await done(ben, 'POST', '/api/reports', { roomId, messageId: second, reason: 'spam' });
      expect((await command(socket, 'channel:subscribe', channel)).error?.code).toBe('NOT_FOUND');
      expect(events).toHaveLength(1);
      expect((await refused(moderator, 'GET', '/api/reports')).status).toBe(403);
    });

    it('keep what was said, whatever becomes of it, and who reported from whom it is about', async () => {
      const [ben, cem, eve] = [await on.someone(), await on.someone(), await on.someone('moderator')];
      const roomId = await room(ben, { visibility: 'private' }, cem, eve);
      const messageId = await said(eve, roomId, 'the evidence');
      const about = { roomId, messageId, reason: 'hate' };
      const { reportId } = await done(ben, 'POST', '/api/reports', about);
      await done(cem, 'POST', '/api/reports', about);
      expect((await refused(ben, 'POST', '/api/reports', about)).status).toBe(409);
      await done(eve, 'PATCH', `/api/chat/messages/${roomId}/${messageId}`, { content: 'harmless' });
      await done(eve, 'DELETE', `/api/chat/messages/${roomId}/${messageId}`);
      const of = async (who: Person, status = 'open') => {
        const { items } = await done(who, 'GET', `/api/reports?status=${status}&limit=200`);
        return (items as { messageId: string }[]).filter((report) => report.messageId === messageId);
      };
      expect(await of(on.olga)).toMatchObject([
        { content: 'the evidence', reporter: { id: cem.id } },
        { content: 'the evidence', reporter: { id: ben.id }, room: { id: roomId } },
      ]);
      for (const report of await of(eve)) expect(report).not.toHaveProperty('reporter');
      const path = `/api/reports/${reportId}/resolve`;
      expect((await refused(eve, 'POST', path, { outcome: 'dismissed' })).status).toBe(403);
      expect((await refused(ben, 'POST', path, { outcome: 'dismissed' })).status).toBe(403);
      expect(
        (await refused(on.olga, 'POST', '/api/reports/nothing/resolve', { outcome: 'removed' })).status,
      ).toBe(404);
      expect((await refused(on.olga, 'POST', path, { outcome: 'eaten' })).status).toBe(400);
      await done(on.olga, 'POST', path, { outcome: 'removed', note: 'deleted' });
      expect(await of(on.olga)).toEqual([]);
      const resolution = { outcome: 'removed', note: 'deleted', by: { username: 'olga' } };
      expect(await of(on.olga, 'resolved')).toMatchObject([{ resolution }, { resolution }]);
      expect((await refused(on.olga, 'POST', path, { outcome: 'removed' })).status).toBe(409);
      const logged = await on.entries(`target=${reportId}`);
      expect(JSON.stringify(logged)).not.toContain('evidence');
    });

    it('are of what one sees and others said, and not too many', async () => {
      const [ben, eve] = [await on.someone(), await on.someone()];
      const [open, closed] = [await room(eve), await room(eve, { visibility: 'private' })];
      const hidden = await said(eve, closed);
      const reason = 'other';
      const send = (roomId: string, messageId: string, who = ben) =>
        refused(who, 'POST', '/api/reports', { roomId, messageId, reason });
      expect((await send(closed, hidden)).status).toBe(404);
      expect((await send(open, hidden)).status).toBe(404);
      const gone = await said(eve, open);
      await done(eve, 'DELETE', `/api/chat/messages/${open}/${gone}`);
      expect((await send(open, gone)).status).toBe(404);
      const message = await said(eve, open);
      expect((await send(open, message, eve)).status).toBe(400);
      expect(
        (await refused(ben, 'POST', '/api/reports', { roomId: open, messageId: message, reason: 'x' }))
          .status,
      ).toBe(400);
      for (let n = 0; n < 20; n += 1) expect((await send(open, await said(eve, open))).status).toBe(201);
      expect(await send(open, message)).toMatchObject({ status: 429, retryable: true });
      on.clock.pass(HOUR_MS);
      await on.ownerAgain();
      const again = await on.someone();
      const late = await said(on.olga, 'general');
      expect((await send('general', late, again)).status).toBe(201);
    });
  });

  describe('sweeping away', () => {
    const on = stage(env);

    it('goes on by itself when there is much, and takes nothing else', async () => {
      const ben = await on.someone();
      const roomId = await room(on.olga, {}, ben);
      const first = await said(on.olga, roomId, 'stays');
      for (let n = 0; n < 450; n += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, m) => said(ben, roomId, `spam ${n + m}`)));
      }
      await said(on.olga, roomId, 'stays too');
      const socket = await on.olga.dial('/chat');
      const progress = heard(socket, 'chat:purged');
      const answer = await done(on.olga, 'POST', `/api/chat/rooms/${roomId}/purge`, {
        userId: ben.id,
        hours: 1,
      });
      expect(answer).toEqual({ deleted: 199, more: true });
      const left = async (where: string) => {
        const { items } = await done(on.olga, 'GET', `/api/chat/messages/${roomId}?${where}limit=200`);
        return (items as { content: string }[]).map(({ content }) => content).filter((text) => text !== '');
      };
      await expect.poll(() => left(`around=${first}&`), { timeout: 10_000 }).toEqual(['stays']);
      expect(await left('')).toEqual(['stays too']);
      const about = { roomId, userId: ben.id };
      expect(progress).toEqual([
        { ...about, deleted: 199, more: true },
        { ...about, deleted: 399, more: true },
        { ...about, deleted: 450, more: false },
      ]);
    });
  });
});
