/**
 * A client of nchan: subscribes to its room by WebSocket, publishes by HTTP on one connection of its own, without awaiting the
 * answer before the next request, so that as many are under way as the pace says. What it publishes is the text that a
 * Socket.IO server would send for it, so receivers read the same bytes from everybody.
 */
import { connect, type Socket } from 'node:net';
import type { Talker, TalkerEvents } from './talker.ts';
import { WebSocketConnection } from './web-socket.ts';

const HEAD_END = '\r\n\r\n';
/** Behind `42`, which says that it is an event. */
const JSON_AT = 2;

interface Said {
  readonly roomId: string;
  readonly content?: string;
}

/** Of every publisher, since reads are handled one after the other. */
const readBuffer = Buffer.allocUnsafe(256 * 1024);

export class NchanClient implements Talker {
  readonly index: number;
  received = 0;
  readonly #events: TalkerEvents;
  readonly #checks: boolean;
  #port = 0;
  #subscriber: WebSocketConnection | null = null;
  #publisher: Socket | null = null;
  /** Published and not answered, in order. */
  readonly #unanswered: number[] = [];
  #answers = '';
  #nextId = 0;
  #closed = false;

  constructor(index: number, checks: boolean, events: TalkerEvents) {
    this.index = index;
    this.#checks = checks;
    this.#events = events;
  }

  get frames(): number {
    return this.received;
  }

  /** Its connections are made for what they are for. */
  async connect(port: number): Promise<void> {
    this.#port = port;
  }

  /** Knows `chat:join` and `chat:message`. */
  emit(name: string, payload: (id: number) => object): number {
    const id = this.#nextId++;
    // The load says what the contract has it say: a room, and what is said there.
    const said = payload(id) as Said;
    if (name === 'chat:join') this.#subscribe(said.roomId, id);
    else this.#publish(said, id);
    return id;
  }

  close(): void {
    this.#closed = true;
    this.#subscriber?.close();
    this.#publisher?.destroy();
  }

  #subscribe(room: string, id: number): void {
    let isOpen = false;
    this.#subscriber = new WebSocketConnection(
      { port: this.#port, path: `/sub/${room}` },
      {
        opened: () => {
          isOpen = true;
          this.#events.acknowledged(this, id, true, () => '');
        },
        text: (bytes, start, end) => this.#message(bytes, start, end),
        lost: (reason) => {
          if (!isOpen) this.#events.acknowledged(this, id, false, () => reason);
          this.#lost(reason);
        },
      },
    );
  }

  #publish({ roomId, content }: Said, id: number): void {
    this.#publisher ??= this.#open();
    const text = `42${JSON.stringify(['chat:message', { roomId, content }])}`;
    this.#unanswered.push(id);
    this.#publisher.write(post(this.#port, `/pub/${roomId}`, text));
  }

  #answered(chunk: Buffer): void {
    this.#answers += chunk.toString('latin1');
    for (;;) {
      const headEnd = this.#answers.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = this.#answers.slice(0, headEnd);
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
      if (!Number.isInteger(length)) throw new Error(`nchan answered without a length: ${head}`);
      const end = headEnd + HEAD_END.length + length;
      if (this.#answers.length < end) return;
      this.#answers = this.#answers.slice(end);
      const id = this.#unanswered.shift();
      if (id !== undefined) this.#events.acknowledged(this, id, /^HTTP\/1.1 20[12]/.test(head), () => head);
    }
  }

  #message(bytes: Buffer, start: number, end: number): void {
    this.received += 1;
    if (this.#checks) this.#events.heard(this, JSON.parse(bytes.toString('utf8', start + JSON_AT, end)));
  }

  #open(): Socket {
    const onread = {
      buffer: readBuffer,
      callback: (length: number) => {
        this.#answered(readBuffer.subarray(0, length));
        return true;
      },
    };
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true, onread });
    socket.on('error', (cause) => this.#lost(cause.message));
    socket.on('close', () => this.#lost('the connection ended'));
    return socket;
  }

  #lost(reason: string): void {
    if (this.#closed) return;
    this.close();
    this.#events.lost(this, reason);
  }
}

function post(port: number, path: string, text: string): string {
  return [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: text/plain',
    `Content-Length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
}
