/** Previews of links through the real doors: they come after the message, are part of it, and go as their author wants. */
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Env } from '../platform/feature.ts';
import { onEachDatabase } from './harness/databases.ts';
import { command, type Person, type TestServer, testServer } from './harness.ts';

interface Preview {
  readonly url: string;
  readonly title: string;
  readonly picture?: { readonly id: string; readonly width: number; readonly height: number };
}

interface Said {
  readonly id: string;
  readonly seq: number;
  readonly content: string;
  readonly metadata: { readonly previews?: readonly Preview[] };
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
}

/** A site of the test's own, on this machine. */
class Site {
  readonly asked: string[] = [];
  readonly #held: (() => void)[] = [];
  #holding = false;
  readonly #server: Server = createServer(({ url = '' }, response) => {
    this.asked.push(url);
    if (this.#holding) this.#held.push(() => answer(url, response));
    else answer(url, response);
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Nobody is answered until `release`. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    for (const go of this.#held.splice(0)) go();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function answer(url: string, response: ServerResponse): void {
  if (url.startsWith('/none')) response.writeHead(404).end();
  else if (url.startsWith('/busy')) response.writeHead(503).end();
  else if (url.startsWith('/away.png')) response.writeHead(302, { location: 'http://[::1]/x.png' }).end();
  else if (url.startsWith('/bomb.png')) response.writeHead(200, { 'content-type': 'image/png' }).end(bomb);
  else if (url.startsWith('/drawing.png'))
    response.writeHead(200, { 'content-type': 'image/png' }).end(DRAWING);
  else if (url.startsWith('/large.png')) {
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(5 * 1024 * 1024 + 1));
  } else if (url.startsWith('/page.png')) response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  else if (url.includes('.png')) response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
  else {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>Page ${url}</title><meta name="description" content="About ${url}">${pictured(url)}`);
  }
}

/** `/with/tea` has the picture `/tea.png`. */
function pictured(url: string): string {
  const name = /^\/with\/(\w+)/.exec(url)?.[1];
  return name === undefined ? '' : `<meta property="og:image" content="/${name}.png">`;
}

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>';
let picture: Buffer;
let bomb: Buffer;
const site = new Site();
beforeAll(async () => {
  await site.open();
  const colour = { width: 1_200, height: 630, channels: 3, background: { r: 20, g: 110, b: 110 } } as const;
  picture = await sharp({ create: colour })
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .png()
    .toBuffer();
  // It says that it has 50 000 × 50 000 pixels.
  bomb = Buffer.from(picture);
  bomb.writeUInt32BE(50_000, 16);
  bomb.writeUInt32BE(50_000, 20);
});
afterAll(() => site.close());

function suite(database: () => Promise<Env>): void {
  let server: TestServer;
  let ada: Person;
  let ben: Person;
  let socket: Socket;
  let roomId: string;
  let heard: { type: string; message: Said }[];

  beforeAll(async () => {
    site.asked.length = 0;
    server = await testServer({
      ...(await database()),
      LINK_PREVIEWS_ALLOW: '127.0.0.1/32',
      LINK_PREVIEWS_PORTS: String(site.port),
    });
    ada = await server.register('ada');
    ben = await server.register('ben');
    const made = await ada.ask('POST', '/api/chat/rooms', { body: { name: 'Links' } });
    roomId = (made.body.room as { id: string }).id;
    socket = await ben.dial('/chat');
    await command(socket, 'chat:join', { roomId });
    for (const type of ['chat:message', 'chat:updated', 'chat:deleted']) {
      socket.on(type, (message: Said) => heard.push({ type, message }));
    }
  });
  afterAll(() => server.close());
  beforeEach(() => {
    heard = [];
  });

  const say = async (content: string): Promise<Said> => {
    const { status, body } = await ada.ask('POST', `/api/chat/messages/${roomId}`, { body: { content } });
    expect(status).toBe(201);
    return body.message as Said;
  };
  const read = async (id: string): Promise<Said> => {
    const { body } = await ben.ask('GET', `/api/chat/messages/${roomId}?around=${id}&limit=1`);
    return (body.items as Said[])[0] as Said;
  };
  const urls = async (id: string) => (await read(id)).metadata.previews?.map(({ url }) => url) ?? [];
  const edit = (id: string, content: string) =>
    ada.ask('PATCH', `/api/chat/messages/${roomId}/${id}`, { body: { content } });
  const remove = (who: Person, id: string, url: string, key?: string) =>
    who.ask('DELETE', `/api/chat/messages/${roomId}/${id}/previews?url=${encodeURIComponent(url)}`, {
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const jobsDone = () =>
    expect
      .poll(async () => {
        const { body } = await server.ask('GET', '/metrics');
        return /parley_jobs\{state="waiting"\} (\d+)/.exec(String(body.text))?.[1];
      })
      .toBe('0');

  it('P5: come after the message, which nobody waits for, as a change that is no edit', async () => {
    site.hold();
    const url = site.url('/tea');
    const said = await say(`Look at ${url}!`);
    await expect.poll(() => site.asked).toContain('/tea');
    expect(said.metadata).toEqual({});
    await expect.poll(() => heard.map(({ type }) => type)).toEqual(['chat:message']);
    site.release();
    await expect.poll(() => heard.map(({ type }) => type)).toEqual(['chat:message', 'chat:updated']);
    const preview = { url, title: 'Page /tea', description: 'About /tea' };
    const expected = { ...said, metadata: { previews: [preview] }, changedSeq: said.seq + 1 };
    expect(heard[1]?.message).toEqual(expected);
    expect(await read(said.id)).toEqual(expected);
    // Recovered like anything else.
    const asked = { channel: `room:${roomId}`, position: { epoch: 'e', seq: 0 } };
    const { data } = await command(socket, 'channel:subscribe', asked);
    expect(data).toMatchObject({ snapshot: { messages: [expected] } });
  });

  it('a link that goes round is asked for once', async () => {
    const url = site.url('/round');
    const first = await say(url);
    await expect.poll(() => urls(first.id)).toEqual([url]);
    const second = await say(`again ${url}#part`);
    await expect.poll(() => urls(second.id)).toEqual([`${url}#part`]);
    expect(site.asked.filter((path) => path === '/round')).toHaveLength(1);
  });

  it('at most three, in the order of the text, of those that lead to a page', async () => {
    const paths = ['/1', '/none', '/2', '/3'].map((path) => site.url(path));
    const { id } = await say(paths.join(' '));
    await expect.poll(() => urls(id)).toEqual([paths[0], paths[2]]);
  });

  it('follow the text: what an edit takes out goes, what it brings in comes', async () => {
    const [old, fresh] = [site.url('/old'), site.url('/fresh')];
    const { id } = await say(old);
    await expect.poll(() => urls(id)).toEqual([old]);
    expect((await edit(id, `better: ${fresh}`)).status).toBe(200);
    await expect.poll(() => urls(id)).toEqual([fresh]);
    expect((await edit(id, 'best: nothing')).status).toBe(200);
    await expect.poll(() => read(id)).toMatchObject({ metadata: {} });
    await expect.poll(() => urls(id)).toEqual([]);
  });

  it('of a text that changed meanwhile only the links it still has count', async () => {
    site.hold();
    const [gone, stays] = [site.url('/gone'), site.url('/stays')];
    const { id } = await say(`${gone} ${stays}`);
    await expect.poll(() => site.asked).toEqual(expect.arrayContaining(['/gone', '/stays']));
    await edit(id, stays);
    site.release();
    await expect.poll(() => urls(id)).toEqual([stays]);
    await jobsDone();
    expect(await urls(id)).toEqual([stays]);
    expect(
      heard.flatMap(({ message }) => message.metadata.previews ?? []).map(({ url }) => url),
    ).not.toContain(gone);
  });

  it('a message that was deleted meanwhile stays deleted', async () => {
    site.hold();
    const { id } = await say(site.url('/late'));
    await expect.poll(() => site.asked).toContain('/late');
    await ada.ask('DELETE', `/api/chat/messages/${roomId}/${id}`);
    site.release();
    await jobsDone();
    expect(await read(id)).toMatchObject({ content: '', metadata: {}, deletedAt: expect.any(String) });
    expect(heard.map(({ type }) => type)).toEqual(['chat:message', 'chat:deleted']);
  });

  it('P3: their author takes them away for good, others may not', async () => {
    const [one, two] = [site.url('/one'), site.url('/two')];
    const { id } = await say(`${one} ${two}`);
    await expect.poll(() => urls(id)).toEqual([one, two]);
    expect((await remove(ben, id, one)).status).toBe(403);
    expect(await urls(id)).toEqual([one, two]);
    const { status, body } = await remove(ada, id, one, 'once');
    expect(status).toBe(200);
    expect((body.message as Said).editedAt).toBeNull();
    await expect.poll(() => heard.at(-1)?.message.metadata.previews?.map(({ url }) => url)).toEqual([two]);
    expect((await remove(ada, id, one, 'once')).body).toEqual(body);
    expect((await remove(ada, id, two, 'once')).status).toBe(409);
    expect((await remove(ada, id, one)).status).toBe(404);
    expect((await remove(ada, 'nothing', one)).status).toBe(404);
    expect((await remove(ada, id, '')).status).toBe(400);
    // The link is still there, and is edited around: its preview stays away.
    await edit(id, `still ${one} ${two} ${site.url('/three')}`);
    await expect.poll(() => urls(id)).toEqual([two, site.url('/three')]);
    // Over the socket, by who looks after the server.
    const owner = await server.owner();
    const dialled = await owner.dial('/chat');
    expect(await command(dialled, 'preview:remove', { roomId, messageId: id, url: two })).toMatchObject({
      ok: true,
    });
    expect(await urls(id)).toEqual([site.url('/three')]);
    // What authors do with what is theirs is no act of authority.
    const { items } = (await owner.ask('GET', '/api/admin/audit?action=preview:remove')).body;
    expect(items).toMatchObject([
      { actor: { id: owner.id }, target: { kind: 'message', id }, details: { author: ada.id } },
    ]);
  });

  it('P6: who may not see the room is told of nothing', async () => {
    const { body } = await ada.ask('POST', '/api/chat/rooms', {
      body: { name: 'Secret', visibility: 'private' },
    });
    const secret = (body.room as { id: string }).id;
    const path = `/api/chat/messages/${secret}/0198/previews?url=x`;
    expect((await ben.ask('DELETE', path)).status).toBe(404);
  });

  it('P8: nobody can feign them', async () => {
    for (const metadata of [
      { previews: [{ url: 'https://a.example/', title: 'Bank' }] },
      { noPreviews: [] },
    ]) {
      const body = { content: 'x', metadata };
      expect(await ada.ask('POST', `/api/chat/messages/${roomId}`, { body })).toMatchObject({
        status: 400,
        body: { error: { code: 'INVALID' } },
      });
    }
  });

  describe('the page’s picture', () => {
    const previewOf = async (id: string) => {
      await expect.poll(() => urls(id)).toHaveLength(1);
      return (await read(id)).metadata.previews?.[0];
    };
    const pathOf = (room: string, message: string, { picture }: Preview) =>
      `/api/files/previews/${room}/${message}/${picture?.id}`;
    const status = async (who: Person, path: string) => (await who.ask('GET', path)).status;

    it('comes with it, made anew and small by this server, its size said beforehand', async () => {
      const { id } = await say(site.url('/with/tea'));
      const preview = (await previewOf(id)) as Preview;
      expect(preview.picture).toEqual({
        id: expect.any(String),
        width: 640,
        height: 336,
        blur: expect.stringMatching(/^data:image\/webp;base64,/),
      });
      const given = await fetch(`${server.url}${pathOf(roomId, id, preview)}`, {
        headers: { authorization: `Bearer ${ben.token}` },
      });
      expect(given.status).toBe(200);
      expect(given.headers.get('content-type')).toBe('image/webp');
      expect(given.headers.get('content-security-policy')).toContain('sandbox');
      const file = join(server.dataDir, 'given.webp');
      await writeFile(file, Buffer.from(await given.arrayBuffer()));
      const made = await sharp(file).metadata();
      expect(made).toMatchObject({ format: 'webp', width: 640, height: 336 });
      expect(made.exif).toBeUndefined();
    });

    it('is asked for once, however many messages link to the page', async () => {
      const first = await say(site.url('/with/round'));
      const one = await previewOf(first.id);
      const second = await say(site.url('/with/round'));
      expect((await previewOf(second.id))?.picture).toEqual(one?.picture);
      expect(site.asked.filter((path) => path === '/round.png')).toHaveLength(1);
    });

    it.each([
      ['leads inside by a redirect', '/with/away'],
      ['has more pixels than anybody looks at', '/with/bomb'],
      ['is a drawing that could run', '/with/drawing'],
      ['is too large', '/with/large'],
      ['is a page', '/with/page'],
      ['is not there', '/with/none'],
    ])('that %s is left out, and the preview stands', async (_why, path) => {
      const { id } = await say(site.url(path));
      expect(await previewOf(id)).toEqual({
        url: site.url(path),
        title: `Page ${path}`,
        description: `About ${path}`,
      });
    });

    it('P6: is given to nobody who may not read the room, nor by way of another message', async () => {
      const made = await ada.ask('POST', '/api/chat/rooms', { body: { name: 'Own', visibility: 'private' } });
      const own = (made.body.room as { id: string }).id;
      const path = `/api/chat/messages/${own}`;
      const { id } = (await ada.ask('POST', path, { body: { content: site.url('/with/own') } })).body
        .message as Said;
      const mine = async () =>
        ((await ada.ask('GET', `${path}?around=${id}&limit=1`)).body.items as Said[])[0]?.metadata
          .previews?.[0];
      await expect.poll(mine).toBeDefined();
      const preview = (await mine()) as Preview;
      expect(await status(ada, pathOf(own, id, preview))).toBe(200);
      expect(await status(ben, pathOf(own, id, preview))).toBe(404);
      const { id: other } = await say('no link');
      expect(await status(ben, pathOf(roomId, other, preview))).toBe(404);
      expect((await server.ask('GET', pathOf(own, id, preview))).status).toBe(401);
    });

    it('is gone with the preview and with the message; a forwarded copy keeps its own', async () => {
      const { id } = await say(site.url('/with/gone'));
      const preview = (await previewOf(id)) as Preview;
      const body = { toRoomId: 'general' };
      const forwarded = await ada.ask('POST', `/api/chat/messages/${roomId}/${id}/forward`, { body });
      expect(forwarded.status).toBe(201);
      const copy = forwarded.body.message as Said & { roomId: string };
      const again = await say(site.url('/with/gone'));
      await previewOf(again.id);
      expect((await remove(ada, id, preview.url)).status).toBe(200);
      expect(await status(ada, pathOf(roomId, id, preview))).toBe(404);
      expect(await status(ada, pathOf(roomId, again.id, preview))).toBe(200);
      await ada.ask('DELETE', `/api/chat/messages/${roomId}/${again.id}`);
      expect(await status(ada, pathOf(roomId, again.id, preview))).toBe(404);
      expect(await status(ada, pathOf(copy.roomId, copy.id, preview))).toBe(200);
    });
  });

  describe('a room’s switch', () => {
    const change = (who: Person, linkPreviews: boolean) =>
      who.ask('PATCH', `/api/chat/rooms/${roomId}`, { body: { linkPreviews } });

    it('P5: turned off, nobody is asked; turned on, they come again; everybody in the room is told', async () => {
      const told: boolean[] = [];
      socket.on('room:updated', ({ room }: { room: { linkPreviews: boolean } }) =>
        told.push(room.linkPreviews),
      );
      expect((await change(ada, false)).body.room).toMatchObject({ linkPreviews: false });
      const { id } = await say(site.url('/silent'));
      await jobsDone();
      expect(await read(id)).toMatchObject({ metadata: {} });
      expect(site.asked).not.toContain('/silent');
      const asked = { channel: `room:${roomId}`, position: { epoch: 'e', seq: 0 } };
      expect((await command(socket, 'channel:subscribe', asked)).data).toMatchObject({
        snapshot: { room: { linkPreviews: false } },
      });
      expect((await change(ada, true)).status).toBe(200);
      const { id: later } = await say(site.url('/silent'));
      await expect.poll(() => urls(later)).toEqual([site.url('/silent')]);
      expect(told).toEqual([false, true]);
    });

    it('403 to who doesn’t look after the room', async () => {
      expect((await change(ben, false)).status).toBe(403);
      expect((await ada.ask('GET', `/api/chat/rooms/${roomId}`)).body.room).toMatchObject({
        linkPreviews: true,
      });
    });
  });

  it('what may pass is tried again later, and nothing is given up for it', async () => {
    const { id } = await say(`${site.url('/busy')} ${site.url('/works')}`);
    await expect.poll(() => urls(id)).toEqual([site.url('/works')]);
    const { body } = await server.ask('GET', '/metrics');
    expect(String(body.text)).toMatch(/parley_jobs\{state="waiting"\} [1-9]/);
    expect(String(body.text)).toContain('parley_jobs{state="dead"} 0');
    await ada.ask('DELETE', `/api/chat/messages/${roomId}/${id}`);
  });
}

onEachDatabase(suite);

describe('a server', () => {
  /** Says something with a link and waits until nothing is left to do for it. */
  async function said(env: Env, content: string): Promise<Said> {
    const server = await testServer({ LINK_PREVIEWS_PORTS: String(site.port), ...env });
    try {
      const ada = await server.register('ada');
      const path = '/api/chat/messages/general';
      const { id } = (await ada.ask('POST', path, { body: { content } })).body.message as Said;
      await expect
        .poll(async () => String((await server.ask('GET', '/metrics')).body.text))
        .toMatch(/parley_jobs_done_total\{\w+="previews:fetch"\} 1/);
      const { body } = await ada.ask('GET', `${path}?around=${id}&limit=1`);
      return (body.items as Said[])[0] as Said;
    } finally {
      await server.close();
    }
  }

  it('never asks its own network, by whatever name', async () => {
    const names = ['127.0.0.1', 'localhost', '[::1]', '127.1', '0x7f.1', '2130706433'];
    for (const three of [names.slice(0, 3), names.slice(3)]) {
      const links = three.map((name) => `http://${name}:${site.port}/private`);
      expect((await said({}, links.join(' '))).metadata).toEqual({});
    }
    expect(site.asked).not.toContain('/private');
  });

  it('asks nobody when previews are switched off', async () => {
    const env = { LINK_PREVIEWS: 'off', LINK_PREVIEWS_ALLOW: '127.0.0.0/8' };
    expect((await said(env, site.url('/off'))).metadata).toEqual({});
    expect(site.asked).not.toContain('/off');
  });

  it('removes pictures that no message shows once no page is remembered for them', async () => {
    const clock = new ManualClock(Date.now());
    const env = { LINK_PREVIEWS_ALLOW: '127.0.0.0/8', LINK_PREVIEWS_PORTS: String(site.port) };
    const server = await testServer(env, undefined, clock);
    const kept = async () => {
      const names = await readdir(join(server.dataDir, 'blobs'), { recursive: true });
      return names.filter((name) => name.endsWith('.preview')).length;
    };
    try {
      const ada = await server.register('ada');
      const path = '/api/chat/messages/general';
      const say = async (content: string) =>
        ((await ada.ask('POST', path, { body: { content } })).body.message as Said).id;
      const [gone] = [await say(site.url('/with/sweepone')), await say(site.url('/with/sweeptwo'))];
      await expect.poll(kept, { timeout: 10_000 }).toBe(2);
      const metadata = async () => {
        const { body } = await ada.ask('GET', `${path}?limit=2`);
        return (body.items as Said[]).map((said) => said.metadata.previews?.length ?? 0);
      };
      await expect.poll(metadata, { timeout: 10_000 }).toEqual([1, 1]);
      await ada.ask('DELETE', `${path}/${gone}`);
      await clock.advance(20 * 3_600_000);
      expect(await kept()).toBe(2);
      await expect
        .poll(
          async () => {
            await clock.advance(3_600_000);
            return kept();
          },
          { timeout: 15_000 },
        )
        .toBe(1);
    } finally {
      await server.close();
    }
  });

  it.each([
    [{ LINK_PREVIEWS: 'maybe' }, 'LINK_PREVIEWS'],
    [{ LINK_PREVIEWS_ALLOW: '10.0.0.1' }, 'LINK_PREVIEWS_ALLOW'],
    [{ LINK_PREVIEWS_PORTS: '80,http' }, 'LINK_PREVIEWS_PORTS'],
  ])('does not start with %o', async (env, name) => {
    await expect(testServer(env)).rejects.toThrow(name);
  });
});
