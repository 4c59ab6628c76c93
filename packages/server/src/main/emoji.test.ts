/** Emoji of a server's own over its real doors: who adds them, what becomes of their pictures, who hears of it, and what is refused. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EMOJI } from '@parley/client/features/emoji/projection';
import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emojiConfig } from '../features/emoji/config.ts';
import type { Env } from '../platform/feature.ts';
import { AheadClock } from './harness/ahead-clock.ts';
import { onEachDatabase } from './harness/databases.ts';
import { type Answered, command, type Person, type TestServer, testServer } from './harness.ts';

const MAX_BYTES = 20_000;
const PAGE = '<script>alert(1)</script>';

const colour = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 10, g: 100, b: 200, alpha: 1 } } });
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const png = async (width = 20, height = 20) => base64(await colour(width, height).png().toBuffer());

const refusalOf = ({ status, body }: Answered) => {
  const error = body.error as { code: string; details?: { path: string }[] } | undefined;
  return [status, error?.code, error?.details?.[0]?.path];
};

function suite(env: () => Promise<Env>): void {
  const clock = new AheadClock();
  let server: TestServer;
  let olga: Person;
  let ann: Person;
  let ben: Person;
  let image: string;
  let written = 0;

  beforeAll(async () => {
    const limits = { EMOJI_MAX_BYTES: String(MAX_BYTES), EMOJI_MAX_COUNT: '12' };
    server = await testServer({ ...limits, ...(await env()) }, undefined, clock);
    [olga, ann, ben] = [await server.owner(), await server.register('ann'), await server.register('ben')];
    await olga.ask('PUT', `/api/people/${ann.id}/role`, { body: { role: 'admin' } });
    image = await png();
  });
  afterAll(async () => {
    await server.close();
    expect(server.errors).toEqual([]);
  });

  const add = (who: Person, name: string, picture = image) =>
    who.ask('POST', '/api/emoji', { body: { name, image: picture } });
  const added = async (who: Person, name: string, picture = image): Promise<CustomEmoji> => {
    const { status, body } = await add(who, name, picture);
    expect([status, body.error]).toEqual([201, undefined]);
    // By the contract.
    return body.emoji as CustomEmoji;
  };
  const remove = (who: Person, { id }: Pick<CustomEmoji, 'id'>) => who.ask('DELETE', `/api/emoji/${id}`);
  const names = async (who: Person) => {
    const { body } = await who.ask('GET', '/api/emoji');
    return (body.items as CustomEmoji[]).map(({ name }) => name);
  };
  const get = (url: string, headers: Record<string, string> = {}) => fetch(server.url + url, { headers });
  const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
  const kept = async () => {
    const files = await readdir(join(server.dataDir, 'blobs'), { recursive: true }).catch(() => []);
    return files.flatMap((file) => file.split('/').slice(1));
  };
  /** Pictures are decoded from files alone. */
  const file = async (bytes: Uint8Array) => {
    written += 1;
    const path = join(server.dataDir, `test-${written}`);
    await writeFile(path, bytes);
    return path;
  };
  const metadata = async (bytes: Uint8Array) => sharp(await file(bytes)).metadata();
  const said = async (who: Person) => {
    const { body } = await who.ask('POST', '/api/chat/messages/general', { body: { content: 'hello' } });
    return body.message as { id: string; roomId: string };
  };

  it('is added by admins, shown to everybody, and taken away again with its picture', async () => {
    const emoji = await added(ann, 'party_parrot', await png(400, 200));
    expect(emoji).toMatchObject({ name: 'party_parrot', createdBy: ann.id, url: `/api/emoji/${emoji.id}` });
    const second = await added(olga, '2nd+one');
    expect(await names(ben)).toEqual(expect.arrayContaining(['2nd+one', 'party_parrot']));
    const page = await ben.ask('GET', '/api/emoji?limit=1');
    expect(page.body.next).toBe((page.body.items as CustomEmoji[])[0]?.name);
    const rest = await ben.ask('GET', `/api/emoji?cursor=${encodeURIComponent(String(page.body.next))}`);
    expect(rest.body).toMatchObject({ items: [{ name: 'party_parrot' }], next: null });

    const reply = await get(emoji.url, bearer(ben));
    expect(reply.status).toBe(200);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    expect(reply.headers.get('content-length')).toBe(String(bytes.length));
    expect(await metadata(bytes)).toMatchObject({ format: 'webp', width: 128, height: 64 });
    const etag = { 'if-none-match': reply.headers.get('etag') ?? '' };
    expect((await get(emoji.url, { ...bearer(ben), ...etag })).status).toBe(304);

    expect(refusalOf(await remove(ben, emoji)).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    expect((await remove(olga, emoji)).status).toBe(200);
    expect(refusalOf(await remove(olga, emoji)).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    expect((await get(emoji.url, bearer(ben))).status).toBe(404);
    await expect.poll(kept).not.toContain(emoji.id);
    expect(await kept()).toContain(second.id);
    // The name is free, for another picture at another address.
    expect((await added(ann, 'party_parrot')).url).not.toBe(emoji.url);
  });

  it('its picture is for who is signed in: by the token, or the cookie that opens nothing else', async () => {
    const emoji = await added(ann, 'private');
    expect((await get(emoji.url)).status).toBe(401);
    const signedIn = await server.ask('POST', '/api/auth/login', {
      body: { login: 'ben', password: 'correct horse battery' },
    });
    const set = signedIn.headers.getSetCookie().filter((text) => text.includes('Path=/api/emoji'));
    expect(set).toEqual([expect.stringMatching(/^parley_download=.*HttpOnly; SameSite=Strict/)]);
    const cookie = set[0]?.split(';')[0] ?? '';
    expect((await get(emoji.url, { cookie })).status).toBe(200);
    expect((await get('/api/emoji', { cookie })).status).toBe(401);
    const byCookie = await server.ask('DELETE', emoji.url, { headers: { cookie } });
    expect(byCookie.status).toBe(401);
    for (const nothing of ['/api/emoji/nothing', '/api/emoji/..%2fsecret']) {
      expect((await get(nothing, bearer(ben))).status).toBe(404);
    }
  });

  it('P2, P10: who is there hears of it at once, and comes to what a fresh snapshot says', async () => {
    const socket = await ben.dial('/chat');
    const channel = { channel: EMOJI.channel };
    const first = await command(socket, 'channel:subscribe', channel);
    let state = EMOJI.from(first.data?.snapshot);
    const seqs: number[] = [];
    for (const type of ['emoji:added', 'emoji:removed']) {
      socket.on(type, (data, meta) => {
        seqs.push(meta.seq);
        state = EMOJI.next(state, { ...meta, type, data });
      });
    }
    const over = await ann.dial('/chat');
    const answer = await command(over, 'emoji:add', { name: 'by-socket', image });
    const { emoji } = answer.data as { emoji: CustomEmoji };
    await expect.poll(() => state.byName.get('by-socket')).toEqual(emoji);
    expect((await command(over, 'emoji:remove', { emojiId: emoji.id })).ok).toBe(true);
    const again = await added(olga, 'by-socket');
    await expect.poll(() => state.byName.get('by-socket')?.id).toBe(again.id);
    const fresh = await command(await ben.dial('/chat'), 'channel:subscribe', channel);
    expect(state).toEqual(EMOJI.from(fresh.data?.snapshot));

    // P4: who was away comes to the same by what was missed.
    const { position } = first.data as { position: { seq: number } };
    const resumed = await command(await ben.dial('/chat'), 'channel:subscribe', { ...channel, position });
    expect(resumed.data).toMatchObject({ recovered: true });
    const missed = resumed.data?.events as { seq: number; type: string }[];
    expect(missed.map(({ seq }) => seq)).toEqual(seqs);
    expect(seqs).toEqual([1, 2, 3].map((step) => position.seq + step));
  });

  it('P6: a guest sees them too; there is no other channel of them, and none for strangers', async () => {
    const guest = await server.register('gus');
    await olga.ask('PUT', `/api/people/${guest.id}/role`, { body: { role: 'guest' } });
    const socket = await guest.dial('/chat');
    expect((await command(socket, 'channel:subscribe', { channel: 'emoji:all' })).ok).toBe(true);
    for (const channel of ['emoji:others', 'emoji:']) {
      expect((await command(socket, 'channel:subscribe', { channel })).ok).toBe(false);
    }
    expect((await server.ask('GET', '/api/emoji')).status).toBe(401);
    expect((await server.ask('POST', '/api/emoji', { body: { name: 'none', image } })).status).toBe(401);
  });

  it('P3: a retry adds it once, and answers the same', async () => {
    const body = { name: 'once', image };
    const ask = () => ann.ask('POST', '/api/emoji', { body, headers: { 'idempotency-key': 'e-1' } });
    const first = await ask();
    expect((await ask()).body).toEqual(first.body);
    expect((await names(ben)).filter((name) => name === 'once')).toHaveLength(1);
  });

  it('members, moderators and muted admins may not', async () => {
    expect(refusalOf(await add(ben, 'mine')).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    const socket = await ben.dial('/');
    expect((await command(socket, 'emoji:add', { name: 'mine', image })).error?.code).toBe('FORBIDDEN');
    const mod = await server.register('mod');
    await olga.ask('PUT', `/api/people/${mod.id}/role`, { body: { role: 'moderator' } });
    expect((await add(mod, 'mine')).status).toBe(403);
    await olga.ask('PUT', `/api/admin/people/${ann.id}/mute`, { body: { reason: 'enough parrots' } });
    expect((await add(ann, 'mine')).status).toBe(403);
    await olga.ask('DELETE', `/api/admin/people/${ann.id}/mute`);
    expect(await names(ben)).not.toContain('mine');
  });

  it.each([
    ['taken', 'again', 409, 'CONFLICT'],
    ['a standard emoji’s', 'tada', 400, 'INVALID'],
    ['too short', 'x', 400, 'INVALID'],
    ['too long', 'x'.repeat(41), 400, 'INVALID'],
    ['of other letters', 'Größe', 400, 'INVALID'],
    ['with its colons', ':parrot:', 400, 'INVALID'],
    ['a path', '../../etc', 400, 'INVALID'],
  ])('P8: a name that is %s is refused', async (_why, name, status, code) => {
    if (name === 'again' && !(await names(ann)).includes(name)) await added(ann, name);
    expect(refusalOf(await add(ann, name))).toEqual([status, code, 'name']);
  });

  it('P8: what is no picture is refused, whatever it says it is; nothing of it stays', async () => {
    const bomb = await colour(10, 10).png().toBuffer();
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    const whole = await colour(60, 60).jpeg().toBuffer();
    const noise = await sharp({
      create: {
        width: 128,
        height: 128,
        channels: 3,
        background: 'black',
        noise: { type: 'gaussian', sigma: 90 },
      },
    })
      .png()
      .toBuffer();
    const before = await kept();
    for (const [content, refusal] of [
      ['', [400, 'INVALID', 'image']],
      ['hello', [415, 'UNSUPPORTED', 'image']],
      [PAGE, [415, 'UNSUPPORTED', 'image']],
      [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        [415, 'UNSUPPORTED', 'image'],
      ],
      [`GIF89a/*${PAGE}`, [415, 'UNSUPPORTED', 'image']],
      [bomb, [415, 'UNSUPPORTED', 'image']],
      [whole.subarray(0, 200), [415, 'UNSUPPORTED', 'image']],
      [noise, [413, 'TOO_LARGE', 'image']],
      ['x'.repeat(MAX_BYTES + 1), [413, 'TOO_LARGE', 'image']],
    ] as const) {
      expect(refusalOf(await add(ann, 'no_such', base64(content)))).toEqual(refusal);
    }
    expect(refusalOf(await add(ann, 'no_such', 'not base64!'))).toEqual([400, 'INVALID', 'image']);
    expect(await names(ben)).not.toContain('no_such');
    expect(await kept()).toEqual(before);
    expect(await readdir(join(server.dataDir, 'uploads'))).toEqual([]);
  });

  it('P8: of a polyglot only the picture is left', async () => {
    const frames = await Promise.all([
      colour(30, 30).png().toBuffer(),
      colour(30, 30).negate().png().toBuffer(),
    ]);
    const gif = await sharp(await Promise.all(frames.map(file)), { join: { animated: true } })
      .gif()
      .toBuffer();
    const { url } = await added(ann, 'polyglot', base64(Buffer.concat([gif, Buffer.from(PAGE)])));
    const bytes = Buffer.from(await (await get(url, bearer(ben))).arrayBuffer());
    expect(bytes.includes('script')).toBe(false);
    expect(await metadata(bytes)).toMatchObject({ format: 'webp', width: 30, pages: 2 });
  });

  it('one reacts with those that exist; what was done with one that is gone stays and can be taken back', async () => {
    const emoji = await added(olga, 'ship_it');
    const { id, roomId } = await said(ben);
    const path = `/api/chat/messages/${roomId}/${id}/reactions`;
    const react = (who: Person, name: string) => who.ask('POST', path, { body: { emoji: name } });
    expect((await react(ben, ':ship_it:')).status).toBe(200);
    expect(refusalOf(await react(ben, ':no_such:'))).toEqual([400, 'INVALID', 'emoji']);
    await remove(olga, emoji);
    expect(refusalOf(await react(ann, ':ship_it:'))).toEqual([400, 'INVALID', 'emoji']);
    const { body } = await ann.ask('GET', `/api/chat/messages/${roomId}?around=${id}&limit=1`);
    expect(body.items).toMatchObject([{ reactions: { ':ship_it:': [ben.id] } }]);
    expect((await react(ben, ':ship_it:')).body).toMatchObject({ reaction: { isOn: false } });
  });

  it('of many at once under one name there is one, and never more than the bound', async () => {
    const race = await Promise.all([ann, olga, ann, olga].map((who) => add(who, 'racer')));
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const room = 12 - (await names(ann)).length;
    const more = await Promise.all(Array.from({ length: room + 2 }, (_, n) => add(ann, `more-${n}`)));
    expect(more.filter(({ status }) => status === 201)).toHaveLength(room);
    expect(refusalOf(await add(olga, 'one-more'))).toEqual([409, 'CONFLICT', 'emoji']);
    const { items } = (await olga.ask('GET', '/api/emoji')).body as { items: CustomEmoji[] };
    expect(items).toHaveLength(12);
    // Their pictures are kept, and those of the losers are cleared away in time.
    expect(await kept()).toEqual(expect.arrayContaining(items.map(({ id }) => id)));
    const [first] = items;
    if (first === undefined) throw new Error('there is none');
    if (server.running.env.DATABASE_URL !== undefined) return;
    clock.pass(3_700_000);
    // Whoever was signed in then has to be anew; what asks for a job has those done that are due.
    expect((await remove(await server.owner(), first)).status).toBe(200);
    await expect
      .poll(async () => (await kept()).sort())
      .toEqual(
        items
          .slice(1)
          .map(({ id }) => id)
          .sort(),
      );
  });
}

onEachDatabase(suite);

it('the largest picture must fit into a frame', () => {
  expect(emojiConfig({})).toEqual({ maxBytes: 262_144, maxCount: 1_000 });
  expect(() => emojiConfig({ EMOJI_MAX_BYTES: '1000000' })).toThrow('raise FRAME_MAX_BYTES');
  expect(emojiConfig({ EMOJI_MAX_BYTES: '1000000', FRAME_MAX_BYTES: '1400000' }).maxBytes).toBe(1_000_000);
  expect(() => emojiConfig({ EMOJI_MAX_COUNT: '-1' })).toThrow('EMOJI_MAX_COUNT');
});
