/** The parts of the libraries that are looked for are there: were one renamed, nothing would break and memory would be lost. */
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { EngineConnection } from './engine.ts';
import { FrugalWebSocketServer } from './frugal-web-socket.ts';
import { dropLeftovers, dropSocketLeftovers } from './leftovers.ts';
import { Roomless } from './roomless.ts';

interface Kept {
  readonly request: unknown;
  readonly transport: {
    readonly socket: {
      readonly _receiver: { readonly _mask: unknown; readonly _buffers: readonly unknown[] };
    };
  };
}

async function connected() {
  const server = createServer();
  const io = new Server(server, { adapter: Roomless, wsEngine: FrugalWebSocketServer });
  io.engine.on('connection', (conn: EngineConnection) => dropLeftovers(conn));
  const joined = new Promise<Socket>((resolve) => {
    io.on('connection', (socket) => {
      socket.use(([, answer]: readonly unknown[]) => {
        if (typeof answer === 'function') answer('heard');
      });
      dropSocketLeftovers(socket);
      resolve(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  onTestFinished(async () => {
    client.disconnect();
    await io.close();
  });
  return { io, client, socket: await joined };
}

it('keeps nothing of the handshake and of the last frame, and serves on', async () => {
  const { io, client, socket } = await connected();
  expect(await client.emitWithAck('test:ask')).toBe('heard');
  const { request, transport } = socket.conn as unknown as Kept;
  const receiver = transport.socket._receiver;
  expect(request).toBeNull();
  expect(receiver).toHaveProperty('_mask', undefined);
  expect(receiver._buffers).toEqual([]);
  expect(socket.handshake.headers).toEqual({});
  expect(io.of('/').adapter.sids.size).toBe(0);
  expect(await client.emitWithAck('test:ask')).toBe('heard');
});

it('unwraps what is listened to once, which still happens once', async () => {
  const { io, client, socket } = await connected();
  const { conn } = socket;
  for (const emitter of [conn, conn.transport, (conn as unknown as Kept).transport.socket]) {
    if (!(emitter instanceof EventEmitter)) throw new Error('it emits no events any more');
    expect(emitter.rawListeners('close')).toEqual(emitter.listeners('close'));
    expect(emitter.listenerCount('close')).toBeGreaterThan(0);
  }
  let ends = 0;
  socket.on('disconnect', () => ends++);
  client.disconnect();
  await expect.poll(() => io.engine.clientsCount).toBe(0);
  expect(ends).toBe(1);
});
