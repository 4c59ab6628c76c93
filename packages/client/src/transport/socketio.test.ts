import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Link, LinkHandlers } from './port.ts';
import { socketIo } from './socketio.ts';

const refusal = { code: 'UNAUTHENTICATED', message: 'Invalid token', retryable: false } as const;

let http: HttpServer;
let server: Server;
let url: string;
let links: Link[];
let heard: string[];
/** Called whenever something is heard. */
let noticed: () => void;

const hear = (what: string) => {
  heard.push(what);
  noticed();
};

const handlers: LinkHandlers = {
  opened: () => hear('opened'),
  refused: (message, error) => hear(`refused ${message} ${error?.code}`),
  closed: (by) => hear(`closed by ${by}`),
  event: (name, data, meta) => hear(JSON.stringify([name, data, meta])),
};

/** Waits until something has been heard. */
function until(what: string): Promise<void> {
  return new Promise((resolve) => {
    noticed = () => {
      if (heard.includes(what)) resolve();
    };
    noticed();
  });
}

function open(token = 'good'): Link {
  const link = socketIo(url).open(token, handlers);
  links.push(link);
  return link;
}

async function connected(): Promise<{ readonly link: Link; readonly socket: Socket }> {
  const arrived = new Promise<Socket>((resolve) => server.of('/chat').once('connection', resolve));
  const link = open();
  const socket = await arrived;
  await until('opened');
  return { link, socket };
}

beforeEach(async () => {
  heard = [];
  links = [];
  noticed = () => {};
  http = createServer();
  server = new Server(http);
  server.of('/chat').use((socket, next) => {
    if (socket.handshake.auth.token === 'good') next();
    else next(Object.assign(new Error(refusal.message), { data: refusal }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  // Listening on a TCP port, so the address is one.
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const link of links) link.close();
  await server.close();
});

describe('the line over Socket.IO', () => {
  it('carries a command and its answer', async () => {
    const { link, socket } = await connected();
    socket.on('chat:read', (input, answer) => answer({ ok: true, data: input }));
    const answer = await new Promise((resolve) => link.request('chat:read', { roomId: 'r1' }, resolve));
    expect(answer).toEqual({ ok: true, data: { roomId: 'r1' } });
  });

  it('hands on events with their meta', async () => {
    const { socket } = await connected();
    socket.emit('chat:message', { id: 'm1' }, { channel: 'room:r1', seq: 1 });
    await until('["chat:message",{"id":"m1"},{"channel":"room:r1","seq":1}]');
  });

  it('says why it was refused, in the server’s own words', async () => {
    open('bad');
    await until('refused Invalid token UNAUTHENTICATED');
    expect(heard).toHaveLength(1);
  });

  it('is refused without a word where nobody listens', async () => {
    await server.close();
    open();
    await new Promise<void>((resolve) => {
      noticed = resolve;
      if (heard.length > 0) resolve();
    });
    expect(heard[0]).toMatch(/^refused .* undefined$/);
  });

  it('tells being sent away from a broken line', async () => {
    const first = await connected();
    first.socket.disconnect();
    await until('closed by server');
    heard = [];
    const second = await connected();
    second.socket.conn.close();
    await until('closed by transport');
  });

  it('says nothing more once it was closed, and lets go of the server', async () => {
    const { link, socket } = await connected();
    const gone = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    link.close();
    expect(await gone).toBe('client namespace disconnect');
    expect(heard).toEqual(['opened']);
  });
});
