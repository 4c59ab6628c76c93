/** What clients meet at the door: who gets in, what is answered, and what bad input does. */
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Harness, openHarness, RATE_LIMITED } from './harness.ts';

let harness: Harness;
const clients: Socket[] = [];

beforeEach(async () => {
  harness = await openHarness();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await harness.close();
});

function dial(namespace: string, options: Parameters<typeof io>[1] = {}): Socket {
  const client = io(harness.url + namespace, { forceNew: true, reconnection: false, ...options });
  clients.push(client);
  return client;
}

type Refusal = Error & { data?: unknown };

/** Resolves to how the connection was refused. */
function refused(client: Socket): Promise<Refusal> {
  return new Promise((resolve, reject) => {
    client.once('connect_error', resolve).once('connect', () => reject(new Error('was let in')));
  });
}

/** Transport errors are waited out, a refusal is not: `active` says which it was. */
function connected(client: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', resolve).on('connect_error', (error) => client.active || reject(error));
  });
}

async function enter(namespace = '/', options: Parameters<typeof io>[1] = {}): Promise<Socket> {
  const client = dial(namespace, { auth: { token: 'good:ann' }, transports: ['websocket'], ...options });
  await connected(client);
  return client;
}

describe('who gets in', () => {
  it.each(['websocket', 'polling'])('a valid token in `auth` opens a session over %s', async (transport) => {
    await enter('/', { transports: [transport as 'websocket'] });
    expect(harness.sessions[0]?.caller).toEqual({
      userId: 'ann',
      loginId: 'login-ann',
      address: '127.0.0.1',
    });
  });

  it('a bearer Authorization header works too, in every namespace of the connection', async () => {
    const extraHeaders = { authorization: 'Bearer good:bob' };
    const root = dial('/', { extraHeaders, forceNew: false });
    const test = dial('/test', { extraHeaders, forceNew: false });
    await Promise.all([connected(root), connected(test)]);
    expect(harness.sessions.map(({ caller }) => caller.userId)).toEqual(['bob', 'bob']);
    expect(harness.door.counts().connections).toBe(1);
  });

  it.each([undefined, {}, { token: '' }, { token: null }])(
    'no token (%j) is refused with `Authentication required`',
    async (auth) => {
      const error = await refused(dial('/test', auth ? { auth } : {}));
      expect(error.message).toBe('Authentication required');
      expect(error.data).toEqual({
        code: 'UNAUTHENTICATED',
        message: 'Authentication required',
        retryable: false,
      });
    },
  );

  it.each(['bad:ann', 'x'.repeat(10_000), 7, { a: 1 }, ['good:ann']])(
    'a wrong token (%j) is refused with `Invalid token`',
    async (token) => {
      const error = await refused(dial('/', { auth: { token } }));
      expect(error.message).toBe('Invalid token');
      expect(error.data).toEqual({ code: 'UNAUTHENTICATED', message: 'Invalid token', retryable: false });
      expect(harness.sessions).toEqual([]);
    },
  );

  it('what the kernel refuses to open becomes the connect_error', async () => {
    harness.refuse = RATE_LIMITED;
    const error = await refused(dial('/', { auth: { token: 'good:ann' } }));
    expect(error.message).toBe('Too many connections.');
    expect(error.data).toEqual(RATE_LIMITED);
  });

  it('a fault while opening is told as INTERNAL, and its cause only to the log', async () => {
    await harness.close();
    harness = await openHarness({
      authenticate: async () => {
        throw new Error('the database is on fire');
      },
    });
    const error = await refused(dial('/', { auth: { token: 'good:ann' } }));
    expect(error.data).toMatchObject({ code: 'INTERNAL', retryable: true });
    expect(JSON.stringify(error.data)).not.toContain('fire');
    expect(harness.faults).toHaveLength(1);
  });

  it('P6: a login that ends while its session opens is refused, and leaves no session behind', async () => {
    await harness.close();
    const answers = [{ userId: 'ann', loginId: 'l' }, null];
    harness = await openHarness({ authenticate: async () => answers.shift() ?? null });
    const error = await refused(dial('/', { auth: { token: 'x' } }));
    expect(error.message).toBe('Invalid token');
    expect(harness.sessions.map(({ disconnected }) => disconnected)).toEqual([1]);
  });

  it('a namespace no feature named does not exist', async () => {
    const error = await refused(dial('/nowhere', { auth: { token: 'good:ann' } }));
    expect(error.message).toBe('Invalid namespace');
  });

  it('a client that leaves while the kernel opens leaves no session behind', async () => {
    await harness.close();
    let authenticated = () => {};
    const reached = new Promise<void>((resolve) => {
      authenticated = resolve;
    });
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    harness = await openHarness({
      authenticate: async () => {
        authenticated();
        await gate;
        return { userId: 'ann', loginId: 'l' };
      },
    });
    const client = dial('/', { auth: { token: 'x' }, transports: ['websocket'] });
    await reached;
    client.io.engine.close();
    await expect.poll(() => harness.door.counts().connections).toBe(0);
    release();
    await expect.poll(() => harness.sessions[0]?.disconnected).toBe(1);
  });

  it('events the kernel delivers while it opens come after `connect`', async () => {
    const seen: string[] = [];
    const client = dial('/', { auth: { token: 'good:ann' }, transports: ['websocket'] });
    client.on('connect', () => seen.push('connect'));
    client.on('session:closing', () => seen.push('closing'));
    const gone = new Promise((resolve) => client.once('disconnect', resolve));
    await expect.poll(() => harness.sessions.length).toBe(1);
    harness.sessions[0]?.connection.close({ code: 'revoked', message: '', retryable: false, afterMs: 0 });
    expect(await gone).toBe('io server disconnect');
    expect(seen).toEqual(['connect', 'closing']);
  });
});

describe('commands', () => {
  it('an event is executed with its first argument, and its acknowledgement is the answer', async () => {
    harness.onExecute = (_session, { respond }) => respond('{"ok":true,"data":{"n":1}}', true);
    const client = await enter('/test');
    expect(await client.emitWithAck('test:everywhere', { a: 1 })).toEqual({ ok: true, data: { n: 1 } });
    expect(harness.sessions[0]?.executed[0]).toMatchObject({ command: 'test:everywhere', payload: { a: 1 } });
  });

  it('no argument, several, and none but the acknowledgement reach the parser as what they are', async () => {
    const client = await enter();
    client.emit('a');
    client.emit('b', { x: 1 }, { y: 2 });
    client.emit('c', null);
    client.emit('d', () => {});
    client.emit('e', [1]);
    await expect.poll(() => harness.sessions[0]?.executed.length).toBe(5);
    expect(harness.sessions[0]?.executed.map(({ payload }) => payload)).toEqual([
      undefined,
      [{ x: 1 }, { y: 2 }],
      null,
      undefined,
      [1],
    ]);
  });

  it('a refusal nobody asked to be told of becomes an `error` event with the command', async () => {
    harness.onExecute = (_session, { respond }) =>
      respond('{"ok":false,"error":{"code":"FORBIDDEN","message":"No.","retryable":false}}', false);
    const client = await enter();
    const told = new Promise((resolve) => client.once('error', resolve));
    client.emit('chat:message', {});
    expect(await told).toEqual({
      code: 'FORBIDDEN',
      message: 'No.',
      retryable: false,
      command: 'chat:message',
    });
  });

  it('a success nobody asked to be told of is not told', async () => {
    harness.onExecute = (_session, { respond }) => respond('{"ok":true,"data":{}}', true);
    const client = await enter();
    const seen: unknown[] = [];
    client.onAny((...args) => seen.push(args));
    client.emit('quiet', {});
    await client.emitWithAck('asked', {});
    expect(seen).toEqual([]);
  });

  it('a command of another namespace is UNSUPPORTED there and accepted at /', async () => {
    harness.onExecute = (_session, { respond }) => respond('{"ok":true,"data":{}}', true);
    const test = await enter('/test');
    expect(await test.emitWithAck('test:root-only', {})).toMatchObject({
      ok: false,
      error: { code: 'UNSUPPORTED', retryable: false },
    });
    const root = await enter('/');
    expect(await root.emitWithAck('test:root-only', {})).toEqual({ ok: true, data: {} });
  });

  it('reserved property names in a payload pollute nothing', async () => {
    const raw = await rawClient();
    raw.send('42["x",{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]');
    await expect.poll(() => harness.sessions[0]?.executed.length).toBe(1);
    expect({}).not.toHaveProperty('polluted');
    raw.terminate();
  });
});

/** A bare WebSocket that has joined `/` and speaks for itself. */
async function rawClient(): Promise<WebSocket> {
  const socket = new WebSocket(`${harness.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('0')) socket.send('40{"token":"good:ann"}');
      if (text.startsWith('40')) resolve();
      if (text.startsWith('44')) reject(new Error(text));
    });
  });
  return socket;
}

function closed(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

describe('P8: bad frames end their own connection and nothing else', () => {
  const alive = async () => {
    harness.onExecute = (_session, { respond }) => respond('{"ok":true,"data":{}}', true);
    const client = await enter();
    expect(await client.emitWithAck('still', {})).toEqual({ ok: true, data: {} });
  };

  it('a frame above the limit closes with 1009', async () => {
    const raw = await rawClient();
    const code = closed(raw);
    raw.send(`42["x",{"text":"${'x'.repeat(1_048_577)}"}]`);
    expect(await code).toBe(1009);
    await expect.poll(() => harness.sessions[0]?.disconnected).toBe(1);
    await alive();
  });

  it('text that is not UTF-8 closes with 1007', async () => {
    const raw = await rawClient();
    const code = closed(raw);
    raw.send(Buffer.from([0x34, 0x32, 0xff, 0xfe]), { binary: false });
    expect(await code).toBe(1007);
    await alive();
  });

  it.each([
    '42{"not":"an array"}',
    '42["x",{broken',
    '49',
    '42["connect",{}]',
    '42[null]',
    '451-["x",{"_placeholder":true,"num":9}]',
    '45999999-["x"]',
    '44["boo"]',
    'zzz',
  ])('%s ends the connection', async (frame) => {
    const raw = await rawClient();
    const code = closed(raw);
    raw.send(frame);
    if (frame.startsWith('451-')) raw.send(Buffer.from([4, 1, 2]));
    await code;
    await expect.poll(() => harness.sessions[0]?.disconnected).toBe(1);
    await alive();
  });

  it('an event without a name is a command like any other', async () => {
    const raw = await rawClient();
    raw.send('42[7,{}]');
    await expect.poll(() => harness.sessions[0]?.executed[0]?.command).toBe('7');
    raw.terminate();
  });

  it('nesting as deep as a frame allows does no harm', async () => {
    const raw = await rawClient();
    raw.send(`42["x",${'['.repeat(400_000)}${']'.repeat(400_000)}]`);
    await expect.poll(() => harness.sessions[0]?.executed.length).toBe(1);
    raw.terminate();
    await alive();
  });

  it('a polling body above the limit is refused with 413', async () => {
    const open = await fetch(`${harness.url}/socket.io/?EIO=4&transport=polling`);
    const { sid } = JSON.parse((await open.text()).slice(1)) as { sid: string };
    const status = await fetch(`${harness.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
      method: 'POST',
      body: 'x'.repeat(1_048_577),
    }).then(
      (reply) => reply.status,
      () => 413, // The server may hang up before all was sent.
    );
    expect(status).toBe(413);
    await alive();
  });

  it('bytes that are no HTTP, and an upgrade torn off half way, do no harm', async () => {
    const { port } = new URL(harness.url);
    for (const bytes of [
      '\x00\x01garbage\r\n\r\n',
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgr',
    ]) {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes));
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('close', resolve).resume());
    }
    await alive();
  });
});

describe('ends', () => {
  it('a drain tells every namespace of the connection before the transport goes, and the client returns', async () => {
    const options = {
      forceNew: false,
      auth: { token: 'good:ann' },
      reconnection: true,
      reconnectionDelay: 10,
    };
    const root = dial('/', options);
    const test = dial('/test', options);
    await Promise.all([connected(root), connected(test)]);
    const closings = Promise.all(
      [root, test].map((client) => new Promise((resolve) => client.once('session:closing', resolve))),
    );
    const reason = new Promise((resolve) => root.once('disconnect', resolve));
    const closing = { code: 'drain', message: 'Restarting.', retryable: true, afterMs: 0 } as const;
    harness.sessions[0]?.connection.close(closing);
    expect(await closings).toEqual([closing, closing]);
    expect(await reason).toBe('transport close');
    await Promise.all([connected(root), connected(test)]);
    expect(harness.sessions).toHaveLength(4);
  });

  it.each(['websocket', 'polling'])(
    'a stock client over %s keeps trying while the node goes',
    async (transport) => {
      harness.accepting = false;
      const client = dial('/', {
        transports: [transport as 'websocket'],
        auth: { token: 'good:ann' },
        reconnection: true,
        reconnectionDelay: 10,
      });
      await new Promise((resolve) => client.io.once('reconnect_attempt', resolve));
      expect(harness.sessions).toEqual([]);
      harness.accepting = true;
      await connected(client);
    },
  );

  it('P6: ending one namespace for good leaves the others of the connection', async () => {
    const options = { forceNew: false, auth: { token: 'good:ann' }, transports: ['websocket'] };
    const root = dial('/', options);
    await connected(root);
    const test = dial('/test', options);
    await connected(test);
    const reason = new Promise((resolve) => test.once('disconnect', resolve));
    harness.sessions[1]?.connection.close({ code: 'logout', message: '', retryable: false, afterMs: 0 });
    expect(await reason).toBe('io server disconnect');
    expect(root.connected).toBe(true);
    expect(harness.sessions.map(({ disconnected }) => disconnected)).toEqual([0, 1]);
  });

  it('P7: a peer that reads nothing is cut off after its grace', async () => {
    await harness.close();
    const timers: (() => void)[] = [];
    harness = await openHarness({
      clock: {
        now: Date.now,
        monotonic: () => performance.now(),
        after: (_delay, run) => {
          timers.push(run);
          return () => {};
        },
      },
    });
    const raw = await rawClient();
    const tcp = (raw as unknown as { _socket: { pause(): void; resume(): void } })._socket;
    tcp.pause();
    const [session] = harness.sessions;
    const signal = { channel: 'a:b', type: 't', actor: 'u', at: '', data: `{"x":"${'x'.repeat(500_000)}"}` };
    for (let n = 0; n < 40; n++) session?.connection.signal({ ...signal });
    session?.connection.close({ code: 'overrun', message: '', retryable: true, afterMs: 0 });
    expect(session?.disconnected).toBe(1);
    for (const run of timers) run();
    tcp.resume();
    expect(await closed(raw)).toBe(1006);
  });

  it('the browser client is served', async () => {
    const reply = await fetch(`${harness.url}/socket.io/socket.io.js`);
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain('Socket.IO v4');
  });
});
