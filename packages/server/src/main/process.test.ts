/** The server as a process: how it starts, what its signals do, and that stock clients come back to it. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '@parley/testkit/process/child';
import { programArgs } from '@parley/testkit/process/programs';
import { freePort } from '@parley/testkit/services/free-port';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// Each test starts the server once or twice, from source compiled on the way: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = 'correct horse battery';

interface Run {
  readonly child: Child;
  /** Resolves once it has written this to standard output. */
  says(text: string): Promise<string>;
  readonly exited: Promise<{ readonly code: number | null; readonly output: string }>;
}

let folder: string;
let runs: Run[];
let sockets: Socket[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-process-'));
  runs = [];
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  for (const { child, exited } of runs) {
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(folder, { recursive: true });
});

function start(env: Record<string, string>, ...args: string[]): Run {
  const child = startChild(process.execPath, [...programArgs('server'), ...args], {
    cwd: folder,
    // Nothing of the environment the tests run in.
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), ...env },
  });
  let output = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      look();
    });
  }
  const exited = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        if (output.includes(text)) resolve(output);
      };
      look();
      void exited.then(() => reject(new Error(`it ended without saying ${text}:\n${output}`)));
    });
  const run = { child, says, exited };
  runs.push(run);
  return run;
}

const OWNER = { OWNER_USERNAME: 'olga', OWNER_EMAIL: 'olga@example.org', OWNER_PASSWORD: PASSWORD };

async function signIn(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'olga', password: PASSWORD }),
  });
  return ((await reply.json()) as { accessToken: string }).accessToken;
}

it('says where it is and how to become its owner; ends by SIGTERM with 0', async () => {
  const run = start({ PORT: '0' });
  const output = await run.says('/setup?code=');
  expect(output).not.toContain('Warning');
  const url = /ready at (\S+)/.exec(output)?.[1] ?? '';
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  run.child.kill('SIGTERM');
  expect((await run.exited).code).toBe(0);
});

it('P1, P4: a drain tells a stock client, which comes back by itself to the server started anew', async () => {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const first = start({ PORT: port, ...OWNER });
  await first.says('ready at');
  const token = await signIn(url);
  const socket = io(`${url}/chat`, { auth: { token }, reconnectionDelay: 50, reconnectionDelayMax: 200 });
  sockets.push(socket);
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  const sync = async (positions: object) =>
    (await socket.timeout(5_000).emitWithAck('chat:sync', { positions })) as {
      data: Record<string, { recovered: boolean; position: object; events: { data: object }[] }>;
    };
  const joined = await socket.timeout(5_000).emitWithAck('chat:join', { roomId: 'general' });
  const channel = `room:${joined.data.room.id}`;
  const said = await socket
    .timeout(5_000)
    .emitWithAck('chat:message', { roomId: 'general', content: 'kept' });
  expect(said.ok).toBe(true);

  const closing = new Promise((resolve) => socket.once('session:closing', resolve));
  const reason = new Promise((resolve) => socket.once('disconnect', resolve));
  const back = new Promise<void>((resolve) => socket.io.once('reconnect', () => resolve()));
  first.child.kill('SIGTERM');
  expect(await closing).toMatchObject({ code: 'drain', retryable: true });
  expect(await reason).toBe('transport close');
  expect((await first.exited).code).toBe(0);

  await start({ PORT: port }).says('ready at');
  await back;
  await expect.poll(() => socket.connected).toBe(true);
  const { data } = await sync({ [channel]: joined.data.position });
  expect(data[channel]).toMatchObject({ recovered: true, events: [{ data: said.data.message }] });
});

it('P1: what was acknowledged survives SIGKILL', async () => {
  const first = start({ PORT: '0', ...OWNER });
  const url = /ready at (\S+)/.exec(await first.says('ready at'))?.[1] ?? '';
  const ask = async (base: string, method: string, body?: object) => {
    const reply = await fetch(`${base}/api/chat/messages/general`, {
      method,
      headers: { authorization: `Bearer ${await signIn(base)}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await reply.json()) as { message: object; items: object[] };
  };
  const { message } = await ask(url, 'POST', { content: 'durable' });
  first.child.kill('SIGKILL');
  await first.exited;
  const again = /ready at (\S+)/.exec(await start({ PORT: '0' }).says('ready at'))?.[1] ?? '';
  expect((await ask(again, 'GET')).items).toContainEqual(message);
});

it('a wrong configuration ends it with 1, naming every variable, those of .env too', async () => {
  writeFileSync(join(folder, '.env'), 'REGISTRATION=sometimes\nLOG_LEVEL=info\n');
  const { code, output } = await start({ PORT: 'x', LOG_LEVEL: 'loud' }).exited;
  expect(code).toBe(1);
  expect(output).toContain('PORT must be a whole number');
  expect(output).toContain('LOG_LEVEL must be one of');
  expect(output).toContain('REGISTRATION must be invite, open or closed');
  expect(output).not.toContain('    at ');
});

it('two servers never share a data directory', async () => {
  await start({ PORT: '0' }).says('ready at');
  const { code, output } = await start({ PORT: '0' }).exited;
  expect(code).toBe(1);
  expect(output).toMatch(/could not start: .*in use/i);
});

it('a port in use is told in words', async () => {
  const port = String(await freePort());
  await start({ PORT: port }).says('ready at');
  const { code, output } = await start({ PORT: port, DATA_DIR: join(folder, 'other') }).exited;
  expect(code).toBe(1);
  expect(output).toContain('set PORT to a free one');
});

it('an argument it does not know is answered with its usage', async () => {
  const { code, output } = await start({}, '--demon').exited;
  expect(code).toBe(2);
  expect(output).toContain('--demo');
});

it('--demo fills it with people and talk, once', async () => {
  const env = { PORT: '0', DEMO_PASSWORD: 'demo demo demo' };
  const run = start(env, '--demo');
  const url = /ready at (\S+)/.exec(await run.says('ready at'))?.[1] ?? '';
  const reply = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'maya', password: env.DEMO_PASSWORD }),
  });
  const { accessToken } = (await reply.json()) as { accessToken: string };
  const rooms = await fetch(`${url}/api/chat/rooms`, { headers: { authorization: `Bearer ${accessToken}` } });
  expect(((await rooms.json()) as { items: object[] }).items.length).toBeGreaterThan(3);
  run.child.kill('SIGTERM');
  await run.exited;
  expect(await start(env, '--demo').says('ready at')).toContain('here already');
});
