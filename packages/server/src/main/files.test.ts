/** Files over the whole server's real doors: uploads by a form, by tus and over sockets, what becomes of them, and who may have them. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import * as tus from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, command, type Person, type TestServer, testServer } from './harness.ts';

interface FileInfo {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
  readonly kind: string;
  readonly url: string;
  readonly thumbnailUrl?: string;
  readonly width?: number;
  readonly height?: number;
  readonly blur?: string;
}

const MAX_BYTES = 3_000_000;
/** What re-encoding leaves of the pictures here counts too. */
const QUOTA_BYTES = 20_000_000;

let server: TestServer;
let ann: Person;
let bob: Person;
let eve: Person;
let roomId: string;

beforeAll(async () => {
  server = await testServer({
    UPLOAD_MAX_BYTES: String(MAX_BYTES),
    QUOTA_USER_BYTES: String(QUOTA_BYTES),
    UPLOAD_TYPES_DENIED: 'application/x-msdownload',
  });
  [ann, bob, eve] = [
    await server.register('ann'),
    await server.register('bob'),
    await server.register('eve'),
  ];
  roomId = await room(ann);
  await ann.ask('POST', `/api/chat/rooms/${roomId}/members`, { body: { userId: bob.id } });
});
afterAll(async () => {
  await server.close();
  expect(server.errors).toEqual([]);
});

async function room(owner: Person): Promise<string> {
  const made = await owner.ask('POST', '/api/chat/rooms', { body: { name: 'Plans', visibility: 'private' } });
  return (made.body.room as { id: string }).id;
}

const codeOf = ({ body }: Answered) => (body.error as { code: string } | undefined)?.code;
const refusalOf = (answer: Answered) => [answer.status, codeOf(answer)];

interface Form {
  readonly content: Uint8Array | string;
  readonly name?: string;
  readonly mime?: string;
  readonly room?: string;
  readonly headers?: Record<string, string>;
  /** The room after the file. */
  readonly late?: boolean;
}

async function upload(who: Pick<Person, 'token'>, form: Form): Promise<Answered> {
  const { content, name = 'a.txt', mime = 'text/plain', room = roomId, headers = {}, late = false } = form;
  const body = new FormData();
  if (!late) body.append('roomId', room);
  body.append('file', new Blob([content], { type: mime }), name);
  if (late) body.append('roomId', room);
  const reply = await fetch(`${server.url}/api/chat/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, ...headers },
    body,
  });
  return { status: reply.status, headers: reply.headers, body: await bodyOf(reply) };
}

/** What this server answers in JSON. */
interface Body extends Record<string, unknown> {
  readonly error?: { readonly code: string };
  readonly file?: FileInfo;
}

async function bodyOf(reply: Response): Promise<Body> {
  return (await reply.json()) as Body;
}

async function uploaded(who: Person, form: Form): Promise<FileInfo> {
  const answer = await upload(who, form);
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body.file as FileInfo;
}

async function post(
  who: Person,
  files: readonly FileInfo[],
  type = 'file',
  into = roomId,
): Promise<Answered> {
  return who.ask('POST', `/api/chat/messages/${into}`, {
    body: { content: '', type, metadata: { fileIds: files.map(({ id }) => id) } },
  });
}

async function get(who: Person | null, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const authorization: Record<string, string> = who === null ? {} : { authorization: `Bearer ${who.token}` };
  return fetch(server.url + path, { method, headers: { ...authorization, ...headers } });
}

/** What this node has of uploads that are not complete. */
const underWay = () => readdir(join(server.dataDir, 'uploads'));

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } });

describe('a form', () => {
  it('201: a picture is made anew, without what the camera wrote, with a small one and a blur', async () => {
    const content = await photo(1200, 800)
      .withExif({ IFD0: { Copyright: 'somewhere secret' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect(content.includes('somewhere secret')).toBe(true);
    const file = await uploaded(ann, { content, name: 'holiday.jpg', mime: 'image/jpeg' });
    expect(file).toMatchObject({
      name: 'holiday.jpg',
      mime: 'image/jpeg',
      kind: 'image',
      width: 1200,
      height: 800,
    });
    expect(file.blur).toMatch(/^data:image\/webp;base64,/);
    const kept = Buffer.from(await (await get(ann, file.url)).arrayBuffer());
    expect([kept.length, kept.includes('somewhere secret')]).toEqual([file.size, false]);
    expect(kept.includes('Exif')).toBe(false);
    const small = Buffer.from(await (await get(ann, file.thumbnailUrl ?? '')).arrayBuffer());
    expect(small.subarray(8, 12).toString()).toBe('WEBP');
  });

  it('takes its fields in any order, and once under one Idempotency-Key (P3)', async () => {
    const headers = { 'idempotency-key': 'form-once' };
    const first = await uploaded(ann, { content: 'once', headers, late: true });
    expect(await uploaded(ann, { content: 'once', headers })).toEqual(first);
    expect(refusalOf(await upload(ann, { content: 'other bytes', headers }))).toEqual([409, 'CONFLICT']);
  });

  it('401, 403 and 404: strangers, who is no member, who may not see the room', async () => {
    expect(refusalOf(await upload({ token: 'x.y.z' }, { content: 'a' }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(refusalOf(await upload(eve, { content: 'a' }))).toEqual([404, 'NOT_FOUND']);
    const open = await ann.ask('POST', '/api/chat/rooms', { body: { name: 'Open' } });
    const { id } = open.body.room as { id: string };
    expect(refusalOf(await upload(eve, { content: 'a', room: id }))).toEqual([403, 'FORBIDDEN']);
  });

  it('400 without a file, for an empty one, and without a room; 415 for what is no form', async () => {
    const form = new FormData();
    form.append('roomId', roomId);
    const headers = { authorization: `Bearer ${ann.token}` };
    const none = await fetch(`${server.url}/api/chat/upload`, { method: 'POST', headers, body: form });
    expect([none.status, (await bodyOf(none)).error?.code]).toEqual([400, 'INVALID']);
    expect(refusalOf(await upload(ann, { content: '' }))).toEqual([400, 'INVALID']);
    expect(refusalOf(await upload(ann, { content: 'a', room: '' }))).toEqual([400, 'INVALID']);
    const json = await ann.ask('POST', '/api/chat/upload', { body: { roomId } });
    expect(refusalOf(json)).toEqual([415, 'UNSUPPORTED']);
  });

  it('413 for a file that is too large, of which nothing is kept', async () => {
    const before = await underWay();
    const content = new Uint8Array(MAX_BYTES + 1);
    expect(refusalOf(await upload(ann, { content }))).toEqual([413, 'TOO_LARGE']);
    expect(await underWay()).toEqual(before);
  });

  it('400, and nothing kept, when it breaks off midway', async () => {
    const before = await underWay();
    const body = new ReadableStream({
      start: (controller) => {
        const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf`;
        controller.enqueue(new TextEncoder().encode(head));
        controller.close();
      },
    });
    const headers = {
      authorization: `Bearer ${ann.token}`,
      'content-type': 'multipart/form-data; boundary=x',
    };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    const reply = await fetch(`${server.url}/api/chat/upload`, init);
    expect([reply.status, (await bodyOf(reply)).error?.code]).toEqual([400, 'INVALID']);
    expect(await underWay()).toEqual(before);
  });

  it('415 for what the server does not accept, by its content and not by its name; its space is given back', async () => {
    const before = await ann.ask('GET', '/api/files/usage');
    const content = new Uint8Array([0x4d, 0x5a, ...new Uint8Array(200)]);
    expect(refusalOf(await upload(ann, { content, name: 'cat.jpg', mime: 'image/jpeg' }))).toEqual([
      415,
      'UNSUPPORTED',
    ]);
    await expect.poll(async () => (await ann.ask('GET', '/api/files/usage')).body).toEqual(before.body);
  });
});

describe('what is hostile', () => {
  it('a drawing that could run is a download of no type', async () => {
    const content = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const file = await uploaded(ann, { content, name: 'x.svg', mime: 'image/svg+xml' });
    expect(file).toMatchObject({ kind: 'text', mime: 'image/svg+xml' });
    expect(file.thumbnailUrl).toBeUndefined();
    const { headers } = await get(ann, file.url);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a drawing that grows without end is never drawn', async () => {
    const lols = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    const content = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "lol">${lols}]><svg xmlns="http://www.w3.org/2000/svg" width="9999999"><text>&l9;</text></svg>`;
    const file = await uploaded(ann, { content, name: 'bomb.svg', mime: 'image/svg+xml' });
    expect([file.kind, file.size, file.thumbnailUrl]).toEqual(['text', content.length, undefined]);
  });

  it('what is both a picture and a page is only a picture afterwards', async () => {
    const page = '<script>alert(1)</script>';
    const gif = await photo(20, 20).gif().toBuffer();
    const file = await uploaded(ann, {
      content: Buffer.concat([gif, Buffer.from(page)]),
      name: 'x.html',
      mime: 'text/html',
    });
    expect(file).toMatchObject({ mime: 'image/gif', kind: 'image' });
    const reply = await get(ann, file.url);
    expect(reply.headers.get('content-type')).toBe('image/gif');
    expect(Buffer.from(await reply.arrayBuffer()).includes(page)).toBe(false);
  });

  it('a picture whose header says 50 000 × 50 000 is never decoded: a download', async () => {
    const png = await photo(10, 10).png().toBuffer();
    png.writeUInt32BE(50_000, 16);
    png.writeUInt32BE(50_000, 20);
    const file = await uploaded(ann, { content: png, name: 'huge.png', mime: 'image/png' });
    expect([file.kind, file.thumbnailUrl, file.width]).toEqual(['file', undefined, undefined]);
    expect((await get(ann, file.url)).headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('what only begins like a picture is a download', async () => {
    const content = Buffer.concat([
      (await photo(64, 64).jpeg().toBuffer()).subarray(0, 200),
      Buffer.alloc(500, 1),
    ]);
    const file = await uploaded(ann, { content, name: 'x.jpg', mime: 'image/jpeg' });
    expect(file.kind).toBe('file');
  });

  it('a path in a name is no path, and a name that turns itself around does not', async () => {
    for (const [name, kept] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\windows\\win.ini', 'win.ini'],
      ['photo\u202Egpj.exe', 'photogpj.exe'],
      ['...', 'file'],
      ['thumbnail', 'thumbnail'],
    ] as const) {
      const started = await ann.ask('POST', '/api/files/uploads', { body: { roomId, name, size: 4 } });
      const { uploadId } = started.body as { uploadId: string };
      await patch(ann, uploadId, 0, 'text');
      const state = await ann.ask('GET', `/api/files/uploads/${uploadId}`);
      const file = state.body.file as FileInfo;
      expect(file.name).toBe(kept);
      const reply = await get(ann, file.url);
      expect([reply.status, await reply.text()]).toEqual([200, 'text']);
    }
  });
});

function patch(
  who: Person,
  id: string,
  offset: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
) {
  return fetch(`${server.url}/api/files/tus/${id}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${who.token}`,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    body,
  });
}

describe('tus', () => {
  const meta = (fields: Record<string, string>) =>
    Object.entries(fields)
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',');
  const begin = (who: Person, size: number, fields: Record<string, string> = { filename: 'a.bin', roomId }) =>
    fetch(`${server.url}/api/files/tus`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${who.token}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(size),
        'upload-metadata': meta(fields),
      },
    });
  const begun = async (who: Person, size: number): Promise<string> => {
    const reply = await begin(who, size);
    expect(reply.status).toBe(201);
    return reply.headers.get('location')?.split('/').at(-1) ?? '';
  };
  const head = (who: Person, id: string) =>
    get(who, `/api/files/tus/${id}`, { 'tus-resumable': '1.0.0' }, 'HEAD');
  const errorOf = async (reply: Response) => [reply.status, (await bodyOf(reply)).error?.code];

  it('a stock client uploads, and is answered the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-tus-'));
    const path = join(folder, 'clip.bin');
    const content = Buffer.alloc(700_000, 'parley');
    writeFileSync(path, content);
    let seen = 0;
    const body = await new Promise<string>((resolve, reject) => {
      new tus.Upload(createReadStream(path), {
        endpoint: `${server.url}/api/files/tus`,
        headers: { authorization: `Bearer ${ann.token}` },
        metadata: { filename: 'clip.bin', filetype: 'application/octet-stream', roomId },
        uploadSize: content.length,
        chunkSize: 300_000,
        onProgress: (bytes) => {
          seen = Math.max(seen, bytes);
        },
        onError: reject,
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getBody()),
      }).start();
    });
    rmSync(folder, { recursive: true });
    const { file } = JSON.parse(body) as { file: FileInfo };
    expect([seen, file.size, file.name]).toEqual([content.length, content.length, 'clip.bin']);
    expect(Buffer.from(await (await get(ann, file.url)).arrayBuffer()).equals(content)).toBe(true);
  });

  it('goes on where it broke off', async () => {
    const content = Buffer.alloc(200_000, 'x');
    const id = await begun(ann, content.length);
    const broken = new AbortController();
    let sent = 0;
    const half = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent < 100_000) {
          controller.enqueue(content.subarray(sent, sent + 20_000));
          sent += 20_000;
        }
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${ann.token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: half,
      duplex: 'half',
      signal: broken.signal,
    };
    const lost = fetch(`${server.url}/api/files/tus/${id}`, init).catch(() => 'lost');
    const offset = async () => (await ann.ask('GET', `/api/files/uploads/${id}`)).body.offset as number;
    await expect.poll(offset).toBeGreaterThan(0);
    broken.abort();
    expect(await lost).toBe('lost');
    let at = -1;
    await expect
      .poll(async () => {
        const before = at;
        at = await offset();
        return at === before;
      })
      .toBe(true);
    expect(at).toBeLessThanOrEqual(100_000);
    const rest = await patch(ann, id, at, content.subarray(at));
    expect(rest.status).toBe(200);
    expect((await bodyOf(rest)).file?.size).toBe(content.length);
    // Whose last answer was lost asks where it stands: at the end.
    expect((await head(ann, id)).headers.get('upload-offset')).toBe(String(content.length));
  });

  it('409 at another offset, 413 for more than was said; what was there stays', async () => {
    const id = await begun(ann, 10);
    expect((await patch(ann, id, 0, 'hello')).status).toBe(204);
    expect(await errorOf(await patch(ann, id, 0, 'again'))).toEqual([409, 'CONFLICT']);
    expect(await errorOf(await patch(ann, id, 7, 'abc'))).toEqual([409, 'CONFLICT']);
    expect(await errorOf(await patch(ann, id, 5, 'far too much'))).toEqual([413, 'TOO_LARGE']);
    expect((await head(ann, id)).headers.get('upload-offset')).toBe('5');
    const early = await ann.ask('POST', `/api/files/uploads/${id}/finish`, { body: {} });
    expect(refusalOf(early)).toEqual([409, 'CONFLICT']);
    expect((await patch(ann, id, 5, 'world')).status).toBe(200);
  });

  it('refuses what a beginning lacks, what is too large, and rooms one may not see', async () => {
    expect(await errorOf(await begin(ann, 5, { filename: 'a' }))).toEqual([400, 'INVALID']);
    expect(await errorOf(await begin(ann, MAX_BYTES + 1))).toEqual([413, 'TOO_LARGE']);
    expect(await errorOf(await begin(ann, 0))).toEqual([400, 'INVALID']);
    expect(await errorOf(await begin(eve, 5))).toEqual([404, 'NOT_FOUND']);
    const anonymous = await fetch(`${server.url}/api/files/tus`, { method: 'POST' });
    expect(await errorOf(anonymous)).toEqual([401, 'UNAUTHENTICATED']);
    const wrongVersion = await fetch(`${server.url}/api/files/tus`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'upload-length': '5' },
    });
    expect(await errorOf(wrongVersion)).toEqual([412, 'INVALID']);
  });

  it('another person has no part in it', async () => {
    const id = await begun(ann, 10);
    expect((await head(bob, id)).status).toBe(404);
    expect(await errorOf(await patch(bob, id, 0, 'mine!'))).toEqual([404, 'NOT_FOUND']);
    expect(refusalOf(await bob.ask('DELETE', `/api/files/uploads/${id}`))).toEqual([404, 'NOT_FOUND']);
    expect((await head(ann, id)).headers.get('upload-offset')).toBe('0');
  });

  it('given up, it is gone, with its bytes and the space it held', async () => {
    const before = (await ann.ask('GET', '/api/files/usage')).body;
    const id = await begun(ann, 10);
    await patch(ann, id, 0, 'hello');
    const headers = { authorization: `Bearer ${ann.token}`, 'tus-resumable': '1.0.0' };
    expect((await fetch(`${server.url}/api/files/tus/${id}`, { method: 'DELETE', headers })).status).toBe(
      204,
    );
    expect((await head(ann, id)).status).toBe(404);
    await expect.poll(async () => (await ann.ask('GET', '/api/files/usage')).body).toEqual(before);
    expect(await underWay()).not.toContain(id);
  });
});

describe('sockets', () => {
  let socket: Socket;
  beforeAll(async () => {
    socket = await ann.dial('/');
  });
  const chunk = (...args: unknown[]) => socket.timeout(10_000).emitWithAck('file:chunk', ...args);
  const start = async (size: number) => {
    const started = await command(socket, 'file:start', { roomId, name: 'bits.bin', size });
    return started.data as { uploadId: string; chunkBytes: number; offset: number };
  };

  it('chunk by chunk, each acknowledged, with progress to whoever uploads', async () => {
    const progress: unknown[] = [];
    socket.on('file:progress', (data) => progress.push(data));
    const content = Buffer.alloc(600_000, 'socket');
    const { uploadId, chunkBytes, offset: first } = await start(content.length);
    expect(first).toBe(0);
    let offset = 0;
    while (offset < content.length) {
      const answer = await chunk(uploadId, offset, content.subarray(offset, offset + chunkBytes));
      expect(answer.ok).toBe(true);
      offset = answer.data.offset;
    }
    const done = await command(socket, 'file:finish', { uploadId });
    const file = done.data?.file as FileInfo;
    expect(Buffer.from(await (await get(ann, file.url)).arrayBuffer()).equals(content)).toBe(true);
    await expect
      .poll(() => progress)
      .toContainEqual({ uploadId, offset: content.length, size: content.length });
    expect((await command(socket, 'file:finish', { uploadId })).data?.file).toEqual(file);
  });

  it('refuses another offset, more than was said, what is not binary, and an upload that is not there', async () => {
    const { uploadId } = await start(10);
    expect((await chunk(uploadId, 3, Buffer.from('abc'))).error).toMatchObject({
      code: 'CONFLICT',
      details: [{ path: 'offset', message: '0' }],
    });
    expect((await chunk(uploadId, 0, Buffer.alloc(11))).error.code).toBe('TOO_LARGE');
    expect((await chunk(uploadId, 0, 'text')).error.code).toBe('INVALID');
    expect((await chunk(uploadId, 0)).error.code).toBe('INVALID');
    expect((await chunk('nowhere', 0, Buffer.from('a'))).error.code).toBe('NOT_FOUND');
    expect((await chunk({ uploadId, offset: 0, bytes: Buffer.from('hello') })).data).toEqual({ offset: 5 });
    expect((await command(socket, 'file:finish', { uploadId })).error?.code).toBe('CONFLICT');
    expect((await command(socket, 'file:abort', { uploadId })).ok).toBe(true);
    expect((await chunk(uploadId, 5, Buffer.from('world'))).error.code).toBe('NOT_FOUND');
  });

  it('P7: chunks that are not waited for are refused beyond a bound, and none is lost unnoticed', async () => {
    const { uploadId, chunkBytes } = await start(MAX_BYTES);
    const piece = Buffer.alloc(chunkBytes * 2, 1);
    const answers = await Promise.all(Array.from({ length: 40 }, () => chunk(uploadId, 0, piece)));
    const codes = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)));
    expect(codes).toEqual(new Set(['ok', 'CONFLICT', 'RATE_LIMITED']));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const state = await command(socket, 'file:state', { uploadId });
    expect(state.data?.offset).toBe(piece.length);
    await command(socket, 'file:abort', { uploadId });
  });
});

describe('posting', () => {
  it('a message carries what was uploaded, as everybody sees it, and a room lists it', async () => {
    const picture = await uploaded(ann, {
      content: await photo(40, 30).png().toBuffer(),
      name: 'p.png',
      mime: 'image/png',
    });
    const said = await post(ann, [picture], 'image');
    expect(said.status).toBe(201);
    const message = said.body.message as { id: string; metadata: { files: unknown[] } };
    expect(message.metadata).toEqual({ files: [picture] });
    const read = await bob.ask('GET', `/api/chat/messages/${roomId}?limit=1`);
    expect((read.body.items as { metadata: unknown }[])[0]?.metadata).toEqual({ files: [picture] });
    const listed = await bob.ask('GET', `/api/chat/rooms/${roomId}/files?kind=image&limit=1`);
    expect(listed.body.items).toMatchObject([
      { id: picture.id, messageId: message.id, username: 'ann', roomId },
    ]);
    expect(refusalOf(await eve.ask('GET', `/api/chat/rooms/${roomId}/files`))).toEqual([404, 'NOT_FOUND']);
    expect(refusalOf(await bob.ask('GET', `/api/chat/rooms/${roomId}/files?cursor=%00`))).toEqual([
      400,
      'INVALID',
    ]);
  });

  it('400 for files of others, of another room, posted before, not complete, twice, too many, or said by the sender', async () => {
    const mine = await uploaded(ann, { content: 'mine' });
    const invalid = [400, 'INVALID'];
    expect(refusalOf(await post(bob, [mine]))).toEqual(invalid);
    expect(refusalOf(await post(ann, [mine], 'file', await room(ann)))).toEqual(invalid);
    expect(refusalOf(await post(ann, [mine, mine]))).toEqual(invalid);
    expect(refusalOf(await post(ann, []))).toEqual(invalid);
    expect(
      refusalOf(
        await post(
          ann,
          Array.from({ length: 11 }, (_, n) => ({ ...mine, id: `f${n}` })),
        ),
      ),
    ).toEqual(invalid);
    expect(refusalOf(await post(ann, [mine], 'image'))).toEqual(invalid);
    expect(refusalOf(await post(ann, [mine], 'text'))).toEqual(invalid);
    const forged = await ann.ask('POST', `/api/chat/messages/${roomId}`, {
      body: { content: 'x', type: 'file', metadata: { files: [{ ...mine, url: 'https://evil.example' }] } },
    });
    expect(refusalOf(forged)).toEqual(invalid);
    const started = await ann.ask('POST', '/api/files/uploads', { body: { roomId, name: 'a', size: 4 } });
    expect(refusalOf(await post(ann, [{ ...mine, id: started.body.uploadId as string }]))).toEqual(invalid);
    expect((await post(ann, [mine])).status).toBe(201);
    expect(refusalOf(await post(ann, [mine]))).toEqual(invalid);
    expect(refusalOf(await ann.ask('DELETE', `/api/files/uploads/${mine.id}`))).toEqual([409, 'CONFLICT']);
  });

  it('P3: a retry with the same clientId has one message', async () => {
    const file = await uploaded(ann, { content: 'retry' });
    const body = { content: '', type: 'file', metadata: { fileIds: [file.id] } };
    const headers = { 'idempotency-key': 'post-once' };
    const first = await ann.ask('POST', `/api/chat/messages/${roomId}`, { body, headers });
    const again = await ann.ask('POST', `/api/chat/messages/${roomId}`, { body, headers });
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });

  it('a deleted message takes its files along: not given out at once, and removed', async () => {
    const before = (await ann.ask('GET', '/api/files/usage')).body;
    const file = await uploaded(ann, { content: await photo(50, 50).jpeg().toBuffer(), name: 'p.jpg' });
    const said = await post(ann, [file], 'image');
    const { id } = said.body.message as { id: string };
    expect((await get(bob, file.url)).status).toBe(200);
    expect((await ann.ask('DELETE', `/api/chat/messages/${roomId}/${id}`)).status).toBe(200);
    expect((await get(bob, file.url)).status).toBe(404);
    expect((await get(bob, file.thumbnailUrl ?? '')).status).toBe(404);
    await expect.poll(async () => (await ann.ask('GET', '/api/files/usage')).body).toEqual(before);
    const folders = await readdir(join(server.dataDir, 'blobs'), { recursive: true });
    expect(folders.filter((name) => name.includes(file.id))).toEqual([]);
  });
});

describe('downloads', () => {
  it('P6: who may not read the room is told what who asks for nothing is told; what is not posted is its own person’s', async () => {
    const file = await uploaded(ann, { content: 'secret', name: 'plan.txt' });
    expect((await get(bob, file.url)).status).toBe(404);
    await post(ann, [file]);
    expect((await get(bob, file.url)).status).toBe(200);
    const hidden = await get(eve, file.url);
    const absent = await get(eve, '/api/files/01980000-0000-7000-8000-000000000000/plan.txt');
    expect([hidden.status, await hidden.text()]).toEqual([404, await absent.text()]);
    expect((await get(null, file.url)).status).toBe(401);
    expect((await get(ann, '/api/files/..%2f..%2fsecret/x')).status).toBe(404);
    expect((await get(ann, `/api/files/${file.id}/thumbnail`)).status).toBe(404);
  });

  it('P6: a right that ends, ends downloads: bytes, their parts, and what a browser kept', async () => {
    const into = await room(ann);
    await ann.ask('POST', `/api/chat/rooms/${into}/members`, { body: { userId: eve.id } });
    const file = await uploaded(ann, { content: 'while I may', room: into });
    await post(ann, [file], 'file', into);
    const etag = (await get(eve, file.url)).headers.get('etag') ?? '';
    expect((await get(eve, file.url, { 'if-none-match': etag })).status).toBe(304);
    expect((await ann.ask('DELETE', `/api/chat/rooms/${into}/members/${eve.id}`)).status).toBe(200);
    for (const headers of [{}, { range: 'bytes=0-3' }, { 'if-none-match': etag }]) {
      expect((await get(eve, file.url, headers)).status).toBe(404);
    }
    expect((await get(ann, file.url)).status).toBe(200);
  });

  it('the cookie of signing in shows pictures, and opens nothing else', async () => {
    const file = await uploaded(ann, { content: 'cookie' });
    const body = { login: 'ann', password: 'correct horse battery' };
    const signedIn = await server.ask('POST', '/api/auth/login', { body });
    const set = signedIn.headers.getSetCookie().find((text) => text.startsWith('parley_download='));
    expect(set).toMatch(/Path=\/api\/files; HttpOnly; SameSite=Strict/);
    const cookie = set?.split(';')[0] ?? '';
    expect((await get(null, file.url, { cookie })).status).toBe(200);
    expect((await get(null, file.url, { cookie: 'parley_download=x.y.z' })).status).toBe(401);
    for (const path of ['/api/auth/me', '/api/files/usage']) {
      expect((await get(null, path, { cookie })).status).toBe(401);
    }
    const tusHeaders = { cookie, 'tus-resumable': '1.0.0', 'upload-length': '4' };
    expect((await get(null, '/api/files/tus', tusHeaders, 'POST')).status).toBe(401);
    const token = signedIn.body.accessToken as string;
    await server.ask('POST', '/api/auth/logout', { token, body: {} });
    expect((await get(null, file.url, { cookie })).status).toBe(401);
  });

  it('parts of it, what is known already, and heads', async () => {
    const file = await uploaded(ann, { content: '0123456789' });
    const part = async (range: string, more: Record<string, string> = {}) => {
      const reply = await get(ann, file.url, { range, ...more });
      return [reply.status, reply.headers.get('content-range'), await reply.text()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=5-99')).toEqual([206, 'bytes 5-9/10', '56789']);
    expect(await part('bytes=10-')).toEqual([416, 'bytes */10', '']);
    for (const odd of ['bytes=4-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=-']) {
      expect(await part(odd)).toEqual([200, null, '0123456789']);
    }
    expect(await part('bytes=2-4', { 'if-range': '"other"' })).toEqual([200, null, '0123456789']);
    const whole = await get(ann, file.url, {}, 'HEAD');
    expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([200, '10', '']);
    const etag = whole.headers.get('etag') ?? '';
    expect((await get(ann, file.url, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(eve, file.url, { 'if-none-match': etag })).status).toBe(404);
  });
});

describe('space', () => {
  it('413 when it is full, exactly, however many begin at once', async () => {
    const full = await server.register('fay');
    const mine = await room(full);
    const size = MAX_BYTES;
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, n) =>
        full.ask('POST', '/api/files/uploads', { body: { roomId: mine, name: `${n}`, size } }),
      ),
    );
    const most = Math.floor(QUOTA_BYTES / size);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(most);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(codeOf))).toEqual(
      new Set(['TOO_LARGE']),
    );
    const { usedBytes } = (await full.ask('GET', '/api/files/usage')).body as { usedBytes: number };
    expect(usedBytes).toBe(most * size);
  });
});
