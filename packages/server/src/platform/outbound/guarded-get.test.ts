/** Asking for what people name, against real servers: what is asked, what is refused, and what it may cost. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networksOf } from './addresses.ts';
import { type GuardedAnswer, type GuardedGetOptions, guardedGet } from './guarded-get.ts';
import { isPage, PageHeadReader } from './page-head.ts';
import type { Resolve } from './resolve.ts';

const LOOPBACK = networksOf(['127.0.0.1/32']);
const HTML = { 'content-type': 'text/html; charset=utf-8' };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe('asking for a page', () => {
  let server: Server;
  let port: number;
  let handle: Handler;
  let asked: IncomingMessage[];
  /** What the last page read said of itself. */
  let title: string;
  let pieces: number;

  beforeEach(async () => {
    asked = [];
    handle = (_, response) => response.writeHead(200, HTML).end('<title>Hello</title>');
    server = createServer((request, response) => {
      asked.push(request);
      handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
    title = '';
    pieces = 0;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const get = async (
    address: string,
    options: Partial<GuardedGetOptions> = {},
    signal?: AbortSignal,
  ): Promise<GuardedAnswer> => {
    const found: PageHeadReader[] = [];
    const answer = await guardedGet(
      address,
      {
        resolve: async () => [{ address: '127.0.0.1', family: 4 }],
        allowed: LOOPBACK,
        ports: new Set([80, 443, port]),
        totalMs: 5_000,
        maxBytes: 512 * 1024,
        userAgent: 'Parley/test',
        accept: 'text/html,application/xhtml+xml',
        ...options,
      },
      (contentType) => {
        if (!isPage(contentType)) return null;
        const reader = new PageHeadReader(contentType);
        found.push(reader);
        return {
          write: (piece) => {
            pieces += piece.length;
            return reader.write(piece);
          },
        };
      },
      signal,
    );
    title = found.at(-1)?.end().title ?? '';
    return answer;
  };
  const at = (path = '/', host = 'page.example') => `http://${host}:${port}${path}`;

  it('reads a page, naming itself and nobody else', async () => {
    expect(await get(at('/a?b=c#d'))).toMatchObject({ kind: 'read' });
    expect(title).toBe('Hello');
    const [request] = asked;
    expect(request?.url).toBe('/a?b=c');
    expect(request?.headers).toEqual({
      host: `page.example:${port}`,
      'user-agent': 'Parley/test',
      accept: 'text/html,application/xhtml+xml',
      'accept-encoding': 'gzip, deflate, br',
      connection: 'close',
    });
  });

  it.each([
    ['another protocol', 'file:///etc/passwd'],
    ['another protocol', 'gopher://page.example/'],
    ['a name and password', 'http://ann:secret@page.example/'],
    ['a port nobody serves pages on', 'http://page.example:22/'],
    ['no address', 'http://'],
    ['no host', 'http:///'],
  ])('asks nobody for %s (%s)', async (_, address) => {
    expect(await get(address)).toMatchObject({ kind: 'nothing' });
    expect(asked).toEqual([]);
  });

  /** Nothing is let through here, and the system's resolver is asked: whatever stands for this machine is found out. */
  it.each([
    'localhost',
    'localhost.',
    'LOCALHOST',
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '127。0。0。1',
    '１２７.0.0.1',
    '127.0.0.1.',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '192.168.0.1',
  ])('connects to nobody at %s', async (host) => {
    const { resolveBySystem } = await import('./resolve.ts');
    const answer = await get(at('/', host), { allowed: [], resolve: resolveBySystem });
    // A name of no address at all is as good.
    expect(answer.kind === 'read').toBe(false);
    expect(asked).toEqual([]);
  });

  it('refuses a name of which any address is not public', async () => {
    const resolve: Resolve = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await get(at(), { resolve })).toEqual({ kind: 'nothing', why: 'not on the public internet' });
    expect(asked).toEqual([]);
  });

  it('connects to the address that was judged, whatever the name means a moment later', async () => {
    let answers = 0;
    // Rebinding: another address each time it is asked, the second of them forbidden.
    const resolve: Resolve = async () => {
      answers += 1;
      return [{ address: answers === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    expect(await get(at(), { resolve })).toMatchObject({ kind: 'read' });
    expect(answers).toBe(1);
    expect(await get(at(), { resolve })).toMatchObject({ kind: 'nothing' });
    expect(asked).toHaveLength(1);
  });

  it('follows redirects, relative ones too, and judges each anew', async () => {
    handle = ({ url }, response) => {
      const to = { '/a': '/b', '/b': at('/c', 'other.example') }[url ?? ''];
      if (to === undefined) response.writeHead(200, HTML).end('<title>Arrived</title>');
      else response.writeHead(302, { location: to }).end();
    };
    const names: string[] = [];
    const resolve: Resolve = async (name) => {
      names.push(name);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const answer = await get(at('/a'), { resolve });
    expect(answer.kind === 'read' && answer.url.href).toBe(at('/c', 'other.example'));
    expect(title).toBe('Arrived');
    expect(names).toEqual(['page.example', 'page.example', 'other.example']);
  });

  it.each([
    ['the address of a private network', 'http://10.0.0.1/'],
    ['where clouds keep their secrets', 'http://169.254.169.254/latest/meta-data/'],
    ['another protocol', 'file:///etc/passwd'],
    ['another port', 'http://page.example:6379/'],
    ['a name and password', 'http://a:b@page.example/'],
    ['nowhere', ''],
  ])('does not follow a redirect to %s', async (_, location) => {
    handle = ({ url }, response) => {
      if (url === '/from') response.writeHead(301, { location }).end();
      else response.writeHead(200, HTML).end();
    };
    const answer = await get(at('/from'), { ports: new Set([80, port]) });
    expect(answer.kind).toBe('nothing');
    expect(asked.every(({ url }) => url === '/from')).toBe(true);
  });

  it('ends a redirect that leads round and round', async () => {
    handle = (_, response) => response.writeHead(302, { location: '/again' }).end();
    expect(await get(at())).toEqual({ kind: 'nothing', why: 'more than 5 redirects' });
    expect(asked).toHaveLength(6);
  });

  it.each(['image/png', 'application/json', 'text/plain', 'text/htmlx', ''])(
    'reads no body of type %j',
    async (type) => {
      handle = (_, response) =>
        response.writeHead(200, type === '' ? {} : { 'content-type': type }).end('<title>x</title>');
      expect(await get(at())).toEqual({ kind: 'nothing', why: 'of another type' });
      expect(pieces).toBe(0);
    },
  );

  it.each([
    [404, 'nothing'],
    [403, 'nothing'],
    [204, 'nothing'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('an answer of %i is %s', async (status, kind) => {
    handle = (_, response) => response.writeHead(status, HTML).end('<title>x</title>');
    expect(await get(at())).toEqual({ kind, why: `answered ${status}` });
  });

  it('reads no more than allowed of a body without end', async () => {
    handle = (_, response) => {
      response.writeHead(200, HTML);
      const more = () => {
        while (!response.destroyed && response.write('<meta name="a" content="b">'.repeat(500)));
      };
      response.on('drain', more);
      more();
    };
    expect(await get(at(), { maxBytes: 100_000 })).toMatchObject({ kind: 'read' });
    expect(pieces).toBe(100_000);
  });

  it('unpacks no more than allowed of a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    handle = (_, response) => response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(await get(at())).toMatchObject({ kind: 'read' });
    expect(pieces).toBe(512 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('refuses packings nobody asked for, and survives broken ones', async () => {
    handle = (_, response) => response.writeHead(200, { ...HTML, 'content-encoding': 'zstd' }).end('x');
    expect(await get(at())).toMatchObject({ kind: 'nothing' });
    handle = (_, response) => response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end('x');
    expect(await get(at())).toMatchObject({ kind: 'failed' });
  });

  it('stops where the page’s head ends', async () => {
    const body = `<html><head><title>Short</title></head><body>${' '.repeat(300_000)}`;
    handle = (_, response) => response.writeHead(200, HTML).end(body);
    await get(at());
    expect(title).toBe('Short');
    expect(pieces).toBeLessThan(body.length);
  });

  it('waits no longer than it may, for an answer, for a body, for a name', async () => {
    const slow = { kind: 'failed', why: 'took more than 100 ms' };
    handle = () => {};
    expect(await get(at(), { totalMs: 100 })).toEqual(slow);
    handle = (_, response) => void response.writeHead(200, HTML).write('<title>');
    expect(await get(at(), { totalMs: 100 })).toEqual(slow);
    expect(await get(at(), { totalMs: 100, resolve: () => new Promise(() => {}) })).toEqual(slow);
  });

  it('ends when it is no longer wanted', async () => {
    const stop = new AbortController();
    handle = () => stop.abort(new Error('no longer mine'));
    await expect(get(at(), {}, stop.signal)).rejects.toThrow('no longer mine');
  });

  it('says what failed when a connection breaks or a name is not known', async () => {
    handle = (request) => request.socket.destroy();
    expect(await get(at())).toMatchObject({ kind: 'failed' });
    const unknown = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    expect(await get(at(), { resolve: unknown })).toEqual({ kind: 'failed', why: 'getaddrinfo ENOTFOUND' });
  });
});
