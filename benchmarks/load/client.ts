/**
 * A Socket.IO client reduced to what a load needs: WebSocket only, the main namespace only, the same bytes on
 * the wire as the stock client's (engine.io-protocol v4, socket.io-protocol v5). It counts messages without
 * decoding them, unless it is told to check.
 */
import { textFrame } from './frames.ts';
import type { Talker, TalkerEvents } from './talker.ts';
import { WebSocketConnection } from './web-socket.ts';

/** Bytes that packets begin with. */
const OPEN = 0x30;
const PING = 0x32;
const MESSAGE = 0x34;
const CONNECT = 0x30;
const EVENT = 0x32;
const ACK = 0x33;
const CONNECT_ERROR = 0x34;
const BRACKET = 0x5b;
const ZERO = 0x30;

const PONG = textFrame('3');
const MESSAGE_EVENT = Buffer.from('42["chat:message",');
const SUCCESS = Buffer.from('[{"ok":true');
const PATH = '/socket.io/?EIO=4&transport=websocket';

export class Client implements Talker {
  readonly index: number;
  /** Messages received so far. */
  received = 0;
  /** Frames of any kind received so far. */
  frames = 0;
  readonly #events: TalkerEvents;
  readonly #checks: boolean;
  #socket: WebSocketConnection | null = null;
  #connected: { resolve: () => void; reject: (cause: Error) => void } | null = null;
  #nextId = 0;

  constructor(index: number, checks: boolean, events: TalkerEvents) {
    this.index = index;
    this.#checks = checks;
    this.#events = events;
  }

  /** Resolves when the namespace took it in. */
  connect(port: number, token: string | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#connected = { resolve, reject };
      const socket = new WebSocketConnection(
        { port, path: PATH },
        {
          opened: () => socket.send(token === null ? '40' : `40${JSON.stringify({ token })}`),
          text: (bytes, start, end) => this.#packet(bytes, start, end),
          lost: (reason) => this.#lost(reason),
        },
      );
      this.#socket = socket;
    });
  }

  /** Sends an event that wants an acknowledgement; answers its id, which rises by one from 0. */
  emit(name: string, payload: (id: number) => object): number {
    const id = this.#nextId++;
    this.#socket?.send(`42${id}${JSON.stringify([name, payload(id)])}`);
    return id;
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #packet(bytes: Buffer, start: number, end: number): void {
    this.frames += 1;
    const engineType = bytes[start];
    if (engineType === PING) this.#socket?.sendFrame(PONG);
    if (engineType === MESSAGE) this.#message(bytes, start, end);
    else if (engineType !== PING && engineType !== OPEN) this.#lost('the server ended the connection');
  }

  #message(bytes: Buffer, start: number, end: number): void {
    switch (bytes[start + 1]) {
      case EVENT:
        if (begins(bytes, start, end, MESSAGE_EVENT)) this.received += 1;
        if (this.#checks) this.#events.heard(this, JSON.parse(bytes.toString('utf8', start + 2, end)));
        break;
      case ACK:
        this.#answer(bytes, start + 2, end);
        break;
      case CONNECT:
        this.#connected?.resolve();
        this.#connected = null;
        break;
      case CONNECT_ERROR:
        this.#lost(`refused: ${bytes.toString('utf8', start + 2, end)}`);
        break;
      default:
        this.#lost(`the server sent ${bytes.toString('utf8', start, Math.min(end, start + 80))}`);
    }
  }

  #answer(bytes: Buffer, start: number, end: number): void {
    let id = 0;
    let at = start;
    for (; bytes[at] !== BRACKET && at < end; at++) id = id * 10 + ((bytes[at] ?? 0) - ZERO);
    const answer = () => bytes.toString('utf8', at, end);
    this.#events.acknowledged(this, id, begins(bytes, at, end, SUCCESS), answer);
  }

  #lost(reason: string): void {
    if (this.#socket === null) return;
    this.close();
    const waiting = this.#connected;
    this.#connected = null;
    if (waiting) waiting.reject(new Error(reason));
    else this.#events.lost(this, reason);
  }
}

function begins(bytes: Buffer, start: number, end: number, prefix: Buffer): boolean {
  const stop = start + prefix.length;
  return stop <= end && bytes.compare(prefix, 0, prefix.length, start, stop) === 0;
}
