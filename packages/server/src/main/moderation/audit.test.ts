/** Each act of authority with its entry, and looking through them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeatureContract } from '@parley/contract/kernel/define';
import { FEATURES } from '@parley/contract/registry';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onEachDatabase } from '../harness/databases.ts';
import type { Person } from '../harness.ts';
import { done, refused, room, said, stage } from './harness.ts';

/** A page that links lead to. */
const site = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A page</title>');
});
const pageUrl = () => {
  // Listening on a port, so the address is one.
  const { port } = site.address() as AddressInfo;
  return { port: String(port), url: `http://127.0.0.1:${port}/` };
};
beforeAll(() => new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening)));
afterAll(() => {
  site.close();
});

onEachDatabase((env) => {
  const on = stage(async () => ({
    ...(await env()),
    LINK_PREVIEWS_ALLOW: '127.0.0.1/32',
    LINK_PREVIEWS_PORTS: pageUrl().port,
  }));
  let emojis = 0;

  describe('the audit log', () => {
    const people = (id: string, what: string) => `/api/people/${id}/${what}`;
    const member = (roomId: string, id: string) => `/api/chat/rooms/${roomId}/members/${id}`;
    const sanction = { reason: 'because' };
    type Scenario = () => Promise<string>;

    /** Does the act once, successfully; answers the id of its target. */
    const acts: Record<string, Scenario> = {
      'people:role': async () => {
        const { id } = await on.someone();
        await done(on.olga, 'PUT', people(id, 'role'), { role: 'moderator' });
        return id;
      },
      'people:disable': async () => {
        const { id } = await on.someone();
        await done(on.olga, 'PUT', people(id, 'disabled'), { disabled: true });
        return id;
      },
      'people:invite': async () => {
        await done(on.olga, 'POST', '/api/people/invites', {});
        return (await on.entries('action=people:invite&limit=1'))[0]?.target.id ?? '';
      },
      'job:retry': async () => {
        const id = await deadJob();
        await done(on.olga, 'POST', `/api/admin/jobs/${id}/retry`);
        return id;
      },
      'job:discard': async () => {
        const id = await deadJob();
        await done(on.olga, 'DELETE', `/api/admin/jobs/${id}`);
        return id;
      },
      'preview:remove': async () => {
        const [ben, { url }] = [await on.someone(), pageUrl()];
        const roomId = await room(on.olga, {}, ben);
        const path = `/api/chat/messages/${roomId}`;
        const remove = (who: Person, id: string) =>
          done(who, 'DELETE', `${path}/${id}/previews?url=${encodeURIComponent(url)}`);
        const shown = async () => {
          const { items } = await done(ben, 'GET', path);
          return (items as { metadata: { previews?: unknown } }[]).filter(
            ({ metadata }) => metadata.previews,
          );
        };
        const [own, id] = [await said(ben, roomId, url), await said(ben, roomId, url)];
        await expect.poll(shown, { timeout: 10_000 }).toHaveLength(2);
        await remove(on.olga, id);
        // What authors do with what is theirs is no act over others.
        await remove(ben, own);
        return id;
      },
      'chat:archive': async () => {
        const id = await room(on.olga);
        await done(on.olga, 'PUT', `/api/chat/rooms/${id}/archived`, { archived: true });
        return id;
      },
      'chat:update-room': async () => {
        const id = await room(on.olga);
        const path = `/api/chat/rooms/${id}`;
        await done(on.olga, 'PATCH', path, { permissions: { post: 'moderator' }, slowModeSeconds: 5 });
        // What is told in the room itself is no act over others, and neither is what changes nothing.
        await done(on.olga, 'PATCH', path, { topic: 'News', permissions: { post: 'moderator' } });
        return id;
      },
      'room-invite:create': async () => (await invited()).id,
      'room-invite:revoke': async () => {
        const { path, id } = await invited();
        await done(on.olga, 'DELETE', `${path}/${id}`);
        return id;
      },
      'chat:delete': async () => {
        const [ben, roomId] = [await on.someone(), await room(on.olga)];
        await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
        const id = await said(ben, roomId);
        await done(on.olga, 'DELETE', `/api/chat/messages/${roomId}/${id}`);
        return id;
      },
      'chat:remove-member': async () => {
        const ben = await on.someone();
        await done(on.olga, 'DELETE', `${member(await room(on.olga, {}, ben), ben.id)}?reason=because`);
        return ben.id;
      },
      'chat:member-role': async () => {
        const ben = await on.someone();
        await done(on.olga, 'PUT', `${member(await room(on.olga, {}, ben), ben.id)}/role`, {
          role: 'moderator',
        });
        return ben.id;
      },
      'chat:purge': async () => {
        const ben = await on.someone();
        const roomId = await room(on.olga, {}, ben);
        await said(ben, roomId);
        await done(on.olga, 'POST', `/api/chat/rooms/${roomId}/purge`, { userId: ben.id, hours: 1 });
        return ben.id;
      },
      ...Object.fromEntries(
        (['mute', 'ban'] as const).flatMap((kind) => [
          [
            `chat:${kind}`,
            async () => {
              const ben = await on.someone();
              await done(
                on.olga,
                'PUT',
                `/api/chat/rooms/${await room(on.olga)}/${kind}s/${ben.id}`,
                sanction,
              );
              return ben.id;
            },
          ],
          [
            `chat:un${kind}`,
            async () => {
              const [ben, roomId] = [await on.someone(), await room(on.olga)];
              const path = `/api/chat/rooms/${roomId}/${kind}s/${ben.id}`;
              await done(on.olga, 'PUT', path, sanction);
              await done(on.olga, 'DELETE', path);
              return ben.id;
            },
          ],
          [
            `moderation:${kind}`,
            async () => {
              const ben = await on.someone();
              await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/${kind}`, sanction);
              return ben.id;
            },
          ],
          [
            `moderation:un${kind}`,
            async () => {
              const path = `/api/admin/people/${(await on.someone()).id}/${kind}`;
              await done(on.olga, 'PUT', path, sanction);
              await done(on.olga, 'DELETE', path);
              return path.split('/')[4] ?? '';
            },
          ],
        ]),
      ),
      'emoji:add': emojiAdded,
      'emoji:remove': async () => {
        const id = await emojiAdded();
        await done(on.olga, 'DELETE', `/api/emoji/${id}`);
        return id;
      },
      'report:resolve': async () => {
        const [ben, roomId] = [await on.someone(), await room(on.olga)];
        await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
        const about = { roomId, messageId: await said(ben, roomId), reason: 'spam' };
        const { reportId } = await done(await on.someone(), 'POST', '/api/reports', about);
        await done(on.olga, 'POST', `/api/reports/${reportId}/resolve`, { outcome: 'dismissed' });
        return String(reportId);
      },
    };

    const audited = FEATURES.flatMap((feature: FeatureContract) => feature.commands).filter(
      (each) => each.audited,
    );

    it('knows an act for each command that is one', () => {
      expect(Object.keys(acts).sort()).toEqual(audited.map(({ name }) => name).sort());
    });

    it.each(audited.map(({ name }) => name))('%s is never without its entry', async (action) => {
      const target = await acts[action]?.();
      const found = await on.entries(`action=${action}&target=${target}`);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        action,
        actor: { id: on.olga.id, username: 'olga' },
        target: { id: target },
      });
    });

    it('what is refused leaves none, and neither does an author’s own', async () => {
      const [ben, roomId] = [await on.someone(), await room(on.olga)];
      await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
      expect((await refused(ben, 'DELETE', member(roomId, on.olga.id))).status).toBe(403);
      const own = await said(ben, roomId);
      await done(ben, 'DELETE', `/api/chat/messages/${roomId}/${own}`);
      expect(await on.entries(`actor=${ben.id}`)).toEqual([]);
    });

    it('is looked through by who, what, whom, where and when, page by page', async () => {
      const ben = await on.someone();
      const [open, closed] = [
        await room(on.olga, { name: 'Open' }, ben),
        await room(on.olga, { visibility: 'private' }, ben),
      ];
      const before = new Date(on.clock.now()).toISOString();
      on.clock.pass(1000);
      for (const roomId of [open, closed]) {
        await done(on.olga, 'DELETE', `${member(roomId, ben.id)}?reason=why%20not`);
        on.clock.pass(1000);
      }
      const all = await on.entries(`target=${ben.id}`);
      expect(all).toMatchObject([
        { room: { id: closed }, reason: 'why not', target: { kind: 'user', name: ben.username } },
        { room: { id: open, name: 'Open' } },
      ]);
      expect(all[0]?.room).not.toHaveProperty('name');
      expect(await on.entries(`roomId=${open}`)).toHaveLength(1);
      expect(await on.entries(`target=${ben.id}&after=${all[0]?.at}`)).toHaveLength(1);
      expect(await on.entries(`target=${ben.id}&before=${all[0]?.at}`)).toHaveLength(1);
      expect(await on.entries(`target=${ben.id}&before=${before}`)).toEqual([]);
      const first = await done(on.olga, 'GET', `/api/admin/audit?target=${ben.id}&limit=1`);
      const rest = await done(
        on.olga,
        'GET',
        `/api/admin/audit?target=${ben.id}&limit=1&cursor=${first.next}`,
      );
      expect([first.items, rest.items].flat()).toEqual(all);
      expect(rest.next).toBeNull();
      expect((await refused(on.olga, 'GET', '/api/admin/audit?cursor=x')).status).toBe(400);
    });

    it('is for owners and admins', async () => {
      expect((await (await on.someone('admin')).ask('GET', '/api/admin/audit')).status).toBe(200);
      for (const role of ['moderator', 'member', 'guest']) {
        expect((await refused(await on.someone(role), 'GET', '/api/admin/audit')).status).toBe(403);
      }
      expect((await on.server.ask('GET', '/api/admin/audit')).status).toBe(401);
    });

    /** Its id. */
    async function emojiAdded(): Promise<string> {
      emojis += 1;
      const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } });
      const image = (await picture.png().toBuffer()).toString('base64');
      const { emoji } = await done(on.olga, 'POST', '/api/emoji', { name: `ours${emojis}`, image });
      return (emoji as { id: string }).id;
    }

    describe('as a file', () => {
      const file = (who: Person, query: string) => who.ask('GET', `/api/admin/audit.${query}`);

      it('holds every entry a filter lets through, for a program and for a spreadsheet', async () => {
        const [ben, roomId] = [await on.someone(), await room(on.olga, { name: 'Files' })];
        const path = `/api/chat/rooms/${roomId}/mutes/${ben.id}`;
        const reason = '=HYPERLINK("https://evil.example","a, b")';
        await done(on.olga, 'PUT', path, { reason });
        await done(on.olga, 'DELETE', path);
        const listed = await on.entries(`target=${ben.id}`);
        const json = await file(on.olga, `json?target=${ben.id}`);
        expect(json.headers.get('content-disposition')).toBe('attachment; filename="audit.json"');
        expect(json.body).toEqual(listed);
        const csv = await file(on.olga, `csv?target=${ben.id}`);
        expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
        const lines = String(csv.body.text).trimEnd().split('\r\n');
        expect(lines).toHaveLength(3);
        expect(lines[0]).toContain('time,action,actor');
        expect(lines[1]).toContain('chat:unmute,olga');
        expect(lines[2]).toContain(`"'=HYPERLINK(""https://evil.example"",""a, b"")"`);
        expect((await file(on.olga, `json?target=${ben.id}&action=chat:mute`)).body).toHaveLength(1);
        expect((await file(on.olga, 'json?actor=nobody')).body).toEqual([]);
      });

      it('P6: goes on over pages, neither repeats nor leaves out an entry, and ends with the right to it', async () => {
        const [ben, roomId] = [await on.someone(), await room(on.olga)];
        const path = `/api/chat/rooms/${roomId}/mutes/${ben.id}`;
        for (let n = 0; n < 600; n += 50) {
          await Promise.all(
            Array.from({ length: 50 }, () => done(on.olga, 'PUT', path, { reason: 'again' })),
          );
        }
        const all = (await file(on.olga, `json?target=${ben.id}`)).body as unknown as { id: string }[];
        expect(all).toHaveLength(600);
        expect(new Set(all.map(({ id }) => id)).size).toBe(600);

        const admin = await on.someone('admin');
        const route = on.server.running.features.all
          .flatMap(({ streams = [] }) => streams)
          .find(({ contract }) => contract.path === '/api/admin/audit.json');
        if (route?.kind !== 'download') throw new Error('no such route');
        const login = { userId: admin.id, loginId: 'l' };
        const params = { target: ben.id };
        const { body } = await route.handle({ login, address: '', header: () => undefined, params });
        if (body === null) throw new Error('no body');
        const pieces = body[Symbol.asyncIterator]();
        for (let n = 0; n < 500; n += 1) expect((await pieces.next()).done).toBe(false);
        await done(on.olga, 'PUT', `/api/people/${admin.id}/role`, { role: 'member' });
        await expect(pieces.next()).rejects.toThrow('Only owners and admins');
      });

      it('is for owners and admins', async () => {
        expect((await file(await on.someone('admin'), 'csv')).status).toBe(200);
        for (const role of ['moderator', 'member', 'guest']) {
          const who = await on.someone(role);
          for (const kind of ['csv', 'json']) expect((await file(who, kind)).status).toBe(403);
        }
        expect((await on.server.ask('GET', '/api/admin/audit.csv')).status).toBe(401);
        const wrong = await file(on.olga, 'csv?before=yesterday');
        expect(wrong).toMatchObject({ status: 400, body: { error: { details: [{ path: 'before' }] } } });
      });
    });

    async function invited() {
      const path = `/api/chat/rooms/${await room(on.olga)}/invites`;
      const { invite } = (await done(on.olga, 'POST', path, { maxUses: 3 })) as { invite: { id: string } };
      return { path, id: invite.id };
    }

    it('says of a room’s rules what they were and what they are', async () => {
      const id = await acts['chat:update-room']?.();
      expect(await on.entries(`roomId=${id}`)).toMatchObject([
        {
          action: 'chat:update-room',
          details: {
            permissions: { post: { from: 'member', to: 'moderator' } },
            slowModeSeconds: { from: 0, to: 5 },
          },
        },
      ]);
      await done(on.olga, 'PUT', `/api/chat/rooms/${id}/archived`, { archived: true });
      await done(on.olga, 'PUT', `/api/chat/rooms/${id}/archived`, { archived: true });
      await done(on.olga, 'PUT', `/api/chat/rooms/${id}/archived`, { archived: false });
      const archive = await on.entries(`roomId=${id}&action=chat:archive`);
      expect(archive.map(({ details }) => details)).toEqual([{ archived: false }, { archived: true }]);
    });

    /** Dies at once: its data is not what its kind is done with. */
    async function deadJob(): Promise<string> {
      const jobs = [{ kind: 'chat:purge', data: '{}' }];
      const answer = { kind: 'json', json: '{}' } as const;
      await on.server.running.kernel.commit({ expect: [], statements: [], appends: [], jobs, answer });
      const dead = async () => (await done(on.olga, 'GET', '/api/admin/jobs')).items as { id: string }[];
      const known = await dead();
      await expect.poll(async () => (await dead()).length).toBeGreaterThan(0);
      return known[0]?.id ?? (await dead())[0]?.id ?? '';
    }
  });
});
