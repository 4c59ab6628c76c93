/** Somebody who sends what nobody should, by every door, while all the rest goes on (P8). */
import { connect } from 'node:net';
import type { ErrorCode } from '@parley/contract/kernel/errors';
import { io } from 'socket.io-client';
import type { SeededIds } from '../kernel/seeded-ids.ts';
import type { Account } from '../process/accounts.ts';
import { restRequest } from '../process/rest.ts';
import { pause, within } from './scene.ts';

export interface VandalOptions {
  /** The doors of the nodes and of what stands before them. */
  readonly urls: readonly string[];
  /** A member of the room, so that nothing but its shape is wrong with what is sent. */
  readonly who: Account;
  readonly roomId: string;
  readonly chance: SeededIds;
}

/** In everything that is sent: nothing of it may be found anywhere. */
export const MARK = 'vandal was here';
const ANSWER_WITHIN_MS = 4_000;
const PAUSE_MS = 40;

interface Answer {
  readonly ok: unknown;
  readonly code: unknown;
}

export interface Answered extends Answer {
  readonly what: string;
  /** The code it deserves. */
  readonly due: ErrorCode;
}

interface Attempt {
  readonly due: ErrorCode;
  /** Null: no answer, as may be while something is broken. */
  readonly make: (url: string) => Promise<Answer | null>;
}

export class Vandal {
  readonly #options: VandalOptions;
  readonly #answers: Answered[] = [];
  #goesOn = true;
  readonly #done: Promise<void>;

  constructor(options: VandalOptions) {
    this.#options = options;
    this.#done = this.#rage();
  }

  async stop(): Promise<void> {
    this.#goesOn = false;
    await this.#done;
  }

  get answers(): readonly Answered[] {
    return this.#answers;
  }

  async #rage(): Promise<void> {
    const { urls, chance } = this.#options;
    const attempts = Object.entries({ ...this.#overHttp(), ...this.#overSocket(), ...GARBAGE });
    while (this.#goesOn) {
      const [what, attempt] = attempts[Math.floor(chance.random() * attempts.length)] ?? [];
      const url = urls[Math.floor(chance.random() * urls.length)];
      if (!what || !attempt || !url) throw new Error('there is always something to break');
      const answer = await within(
        attempt.make(url).catch(() => null),
        ANSWER_WITHIN_MS,
      );
      if (answer) this.#answers.push({ what, due: attempt.due, ...answer });
      await pause(chance.random() * PAUSE_MS);
    }
  }

  #overHttp(): Record<string, Attempt> {
    const { who, roomId } = this.#options;
    const { path: messages } = restRequest('chat:message', { roomId });
    const post = (due: ErrorCode, body: string, path = messages, token = who.token): Attempt => ({
      due,
      make: async (url) => {
        const answer = await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body,
        });
        const { ok = true, error } = (await answer.json()) as { ok?: unknown; error?: { code?: unknown } };
        return { ok: answer.ok ? true : ok, code: error?.code };
      },
    });
    const say = (content: unknown, more: object = {}) =>
      post('INVALID', JSON.stringify({ content, ...more }));
    const said = JSON.stringify({ content: MARK });
    return {
      'a body cut short': post('INVALID', `{"content":"${MARK}`),
      'a body that is a list': post('INVALID', `["${MARK}"]`),
      'a text that is a number': say(42),
      'a text that is an object': say({ toString: MARK }),
      'no text': post('INVALID', '{}'),
      'a text too long': post('TOO_LARGE', JSON.stringify({ content: MARK.repeat(2_000) })),
      'a text with NUL': say(`${MARK}\u0000`),
      'a clientId that is a list': say(MARK, { clientId: [1] }),
      'a body too large': post('TOO_LARGE', JSON.stringify({ content: MARK.repeat(100_000) })),
      'a room that is no id': post('INVALID', said, '/api/chat/messages/%2e%2e%2f%20'),
      'a room that is not there': post('NOT_FOUND', said, '/api/chat/messages/vandals'),
      'a route nobody has': post('NOT_FOUND', '{}', '/api/vandalism'),
      'a token nobody signed': post('UNAUTHENTICATED', said, messages, `${who.token.slice(0, -6)}AAAAAA`),
    };
  }

  #overSocket(): Record<string, Attempt> {
    const { who, roomId } = this.#options;
    const emit = (due: ErrorCode, command: string, ...payload: unknown[]): Attempt => ({
      due,
      make: (url) =>
        new Promise((resolve) => {
          const socket = io(url, {
            auth: { token: who.token },
            transports: ['websocket'],
            forceNew: true,
            reconnection: false,
          });
          const end = (answer: Answer | null) => {
            socket.disconnect();
            resolve(answer);
          };
          socket.on('connect_error', () => end(null));
          socket.on('disconnect', () => end(null));
          socket
            .timeout(ANSWER_WITHIN_MS)
            .emit(command, ...payload, (lost: Error | null, answer: unknown) => {
              const { ok = true, error } = (answer ?? {}) as { ok?: unknown; error?: { code?: unknown } };
              end(lost ? null : { ok, code: error?.code });
            });
        }),
    });
    const say = (...payload: unknown[]) => emit('INVALID', 'chat:message', ...payload);
    let deep: unknown = MARK;
    for (let n = 0; n < 500; n += 1) deep = [deep];
    return {
      'an event nobody knows': emit('UNSUPPORTED', 'vandal:event', { content: MARK }),
      'an event of the library': emit('UNSUPPORTED', 'error', { content: MARK }),
      'an event named like a property': emit('UNSUPPORTED', '__proto__', { content: MARK }),
      'nothing said': say(null),
      'a text in place of an object': say(MARK),
      'two payloads': say({ roomId, content: MARK }, { roomId, content: MARK }),
      'a room that is a list': say({ roomId: [roomId], content: MARK }),
      'a text nested deeply': say({ roomId, content: deep }),
      'a text that is bytes': say({ roomId, content: Buffer.from(MARK) }),
      'a position of nonsense': emit('INVALID', 'channel:subscribe', {
        channel: `room:${roomId}`,
        position: { epoch: 1, seq: -1 },
      }),
      'a channel too long': emit('INVALID', 'channel:subscribe', { channel: `room:${'x'.repeat(5_000)}` }),
      'a message that is none': emit('INVALID', 'chat:edit', {
        roomId,
        messageId: `' OR 1=1 --`,
        content: MARK,
      }),
    };
  }
}

/** Bytes of no protocol: no answer is owed, but the process has to live. */
const GARBAGE: Record<string, Attempt> = {
  'bytes of no protocol': garbage(Buffer.from([0, 255, 10, 13, 22, 3, 1, 2, 0, 1])),
  'a WebSocket that breaks its protocol': garbage(
    Buffer.concat([
      Buffer.from(
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
      // Unmasked, reserved bits set, and a length it never holds.
      Buffer.from([0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]),
    ]),
  ),
  'an address too long': garbage(Buffer.from(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)),
};

function garbage(bytes: Buffer): Attempt {
  return {
    due: 'INVALID',
    make: (url) =>
      new Promise((resolve) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.on('error', () => resolve(null)).on('close', () => resolve(null));
        socket.setTimeout(500, () => socket.destroy()).resume();
      }),
  };
}
