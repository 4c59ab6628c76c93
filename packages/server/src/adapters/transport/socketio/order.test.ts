/**
 * P2 at the door: while a stock client moves from polling to WebSocket, two ways out exist at once. Nothing may
 * be reordered, lost or doubled, whichever way each frame took.
 */
import { io } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { batch } from '../../../kernel/conformance/connection.conformance.ts';
import { type Json, SharedJson } from '../../../kernel/index.ts';
import { type Harness, openHarness } from './harness.ts';

const EVENTS = 4_000;
/** Bytes and characters differ, and one is large enough to be written from where it lies. */
const SHARED = ['سلام', 'สวัสดี'.repeat(2_000)];
const PIECES = SHARED.map((text) => new SharedJson(JSON.stringify(text)));

function answerAfter(sent: number): Json {
  const [small = '', large = ''] = PIECES;
  return [`{"ok":true,"data":{"after":${sent},"shared":[`, small, ',', large, ']}}'];
}

let harness: Harness;
afterEach(() => harness.close());

describe.each([
  ['polling, upgraded to WebSocket', ['polling', 'websocket']],
  ['WebSocket alone', ['websocket']],
  ['polling alone', ['polling']],
])('P2: the order over %s', (_name, transports) => {
  it.each([1, 7, 50])('holds for batches of %i with answers in between', async (size) => {
    harness = await openHarness();
    harness.onExecute = (_session, { respond }) => respond(answerAfter(sent), true);
    let sent = 0;
    const client = io(harness.url, {
      transports,
      auth: { token: 'good:ann' },
      forceNew: true,
      reconnection: false,
    });
    const seen: number[] = [];
    const answers: { after: number; seen: number }[] = [];
    const upgraded = new Promise<void>((resolve) => {
      if (transports.length === 1) resolve();
      else client.io.once('open', () => client.io.engine.once('upgrade', () => resolve()));
    });
    const done = new Promise<void>((resolve) => {
      client.on('test:event', ({ n }: { n: number }) => {
        seen.push(n);
        if (n === EVENTS) resolve();
      });
    });
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve).once('connect_error', reject);
    });
    const connection = harness.sessions[0]?.connection;
    if (!connection) throw new Error('the kernel saw no session');

    let finished = false;
    void upgraded.then(() => {
      finished = true;
    });
    while (sent < EVENTS) {
      // Half of them while the upgrade is under way, however long it takes; the rest after it.
      if (!finished && sent >= EVENTS / 2) await upgraded;
      const count = Math.min(size, EVENTS - sent);
      connection.deliver(batch(sent + 1, count));
      sent += count;
      if (sent % 5 === 0) {
        client.emit('ask', { sent }, ({ data }: { data: { after: number; shared: string[] } }) => {
          expect(data.shared).toEqual(SHARED);
          answers.push({ after: data.after, seen: seen.length });
        });
      }
      // Yield differently each time, so that writes meet the transport in every state it has.
      if (sent % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      else if (sent % 11 === 0) await Promise.resolve();
    }
    await done;
    expect(seen).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
    // An answer stands where it was handed over: after exactly the events delivered before it.
    for (const { after, seen: before } of answers) expect(before).toBe(after);
    client.disconnect();
  });
});

it('P2: what the library itself has waiting is never overtaken', async () => {
  harness = await openHarness({ namespaces: ['/a', '/b', '/c'] });
  const raw = new WebSocket(`${harness.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const frames: string[] = [];
  const namespaces = ['/a', '/b', '/c'];
  const all = new Promise<void>((resolve, reject) => {
    raw.once('error', reject);
    raw.on('message', (data) => {
      const frame = String(data);
      // All at once, so that the library's CONNECT packets queue up behind each other.
      if (frame.startsWith('0')) for (const name of namespaces) raw.send(`40${name},{"token":"good:ann"}`);
      else frames.push(frame.slice(0, 4));
      if (frames.length === 2 * namespaces.length) resolve();
    });
  });
  harness.onOpen = ({ connection }) => connection.deliver(batch(1, 1));
  await all;
  for (const name of namespaces) {
    expect(frames.indexOf(`40${name}`)).toBeGreaterThanOrEqual(0);
    expect(frames.indexOf(`40${name}`)).toBeLessThan(frames.indexOf(`42${name}`));
  }
  raw.terminate();
});
