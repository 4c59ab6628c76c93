import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startTcpProxy } from './tcp-proxy.ts';

/** A server that answers everything with itself, and a way in through the proxy. */
async function echo() {
  const heard = { text: '' };
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        heard.text += chunk.toString();
      });
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port: refusing } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const proxy = await startTcpProxy(() => [refusing, port]);
  onTestFinished(async () => {
    await proxy.close();
    await new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(proxy, { heard });
}

function dial(port: number) {
  const socket = connect(port, '127.0.0.1');
  const seen = { text: '', ended: '' };
  socket.setEncoding('utf8').on('data', (text: string) => {
    seen.text += text;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    seen.ended = error.code ?? error.message;
  });
  socket.on('close', () => {
    seen.ended ||= 'closed';
  });
  return { socket, seen };
}

async function talking(port: number): Promise<{ socket: Socket; seen: { text: string; ended: string } }> {
  const dialled = dial(port);
  dialled.socket.write('hello ');
  await expect.poll(() => dialled.seen.text).toBe('hello ');
  return dialled;
}

it('passes over a target that refuses, and carries both ways', async () => {
  const proxy = await echo();
  await talking(proxy.port);
  expect(proxy.connections).toBe(1);
});

it('cuts in order, resets at once', async () => {
  const proxy = await echo();
  const first = await talking(proxy.port);
  proxy.cut();
  await expect.poll(() => first.seen.ended).toBe('closed');
  const second = await talking(proxy.port);
  proxy.reset();
  await expect.poll(() => second.seen.ended).toBe('ECONNRESET');
  expect(proxy.connections).toBe(0);
});

it('frozen, nothing passes and nobody is told; thawed, nothing was lost', async () => {
  const proxy = await echo();
  const { socket, seen } = await talking(proxy.port);
  proxy.freeze();
  socket.write('again');
  const newcomer = dial(proxy.port);
  newcomer.socket.write('me too');
  await expect.poll(() => proxy.connections).toBe(2);
  expect([seen, newcomer.seen]).toEqual([
    { text: 'hello ', ended: '' },
    { text: '', ended: '' },
  ]);
  proxy.thaw();
  await expect.poll(() => seen.text).toBe('hello again');
  await expect.poll(() => newcomer.seen.text).toBe('me too');
});

it('shut, takes nobody in; open, does again', async () => {
  const proxy = await echo();
  const { seen } = await talking(proxy.port);
  proxy.shut();
  await expect.poll(() => seen.ended).toBe('ECONNRESET');
  const refused = dial(proxy.port);
  await expect.poll(() => refused.seen.ended).not.toBe('');
  proxy.open();
  await talking(proxy.port);
});

it('delays without changing the order', async () => {
  const proxy = await echo();
  const { socket, seen } = await talking(proxy.port);
  proxy.delay(50);
  const started = performance.now();
  for (let n = 0; n < 20; n += 1) socket.write(`${n} `);
  proxy.delay(0);
  socket.write('last');
  await expect.poll(() => seen.text).toBe(`hello ${[...Array(20).keys()].join(' ')} last`);
  expect(performance.now() - started).toBeGreaterThan(45);
});

it('resets amid what is sent: half of it is passed on', async () => {
  const proxy = await echo();
  const { socket, seen } = await talking(proxy.port);
  proxy.resetAmid();
  socket.write('0123456789');
  await expect.poll(() => seen.ended).not.toBe('');
  expect(proxy.heard.text).toMatch(/^hello (01234)?$/);
});

it('deaf, clients are heard and hear nothing; no longer deaf, nothing was lost', async () => {
  const proxy = await echo();
  const { socket, seen } = await talking(proxy.port);
  proxy.deafen();
  socket.write('again');
  const newcomer = dial(proxy.port);
  newcomer.socket.write('me too');
  await expect.poll(() => proxy.connections).toBe(2);
  expect([seen.text, newcomer.seen.text]).toEqual(['hello ', '']);
  proxy.undeafen();
  await expect.poll(() => seen.text).toBe('hello again');
  await expect.poll(() => newcomer.seen.text).toBe('me too');
});
