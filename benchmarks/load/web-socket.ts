/** A WebSocket as the load holds it: one connection, the handshake, and then text frames, read in place. */
import { connect, type Socket } from 'node:net';
import { FrameReader, type OnText, textFrame } from './frames.ts';

const HEAD_END = '\r\n\r\n';

/** Of every connection, since reads are handled one after the other. */
const readBuffer = Buffer.allocUnsafe(256 * 1024);

export interface Door {
  readonly port: number;
  readonly path: string;
  /** The subprotocol that is asked for. */
  readonly protocol?: string;
}

export interface WebSocketEvents {
  /** The server took it in: frames may go both ways. */
  readonly opened: () => void;
  readonly text: OnText;
  /** It was refused, closed by the server, or broke. Once, and never after `close`. */
  readonly lost: (reason: string) => void;
}

export class WebSocketConnection {
  readonly #socket: Socket;
  readonly #events: WebSocketEvents;
  readonly #reader: FrameReader;
  /** What came of the answer to the handshake; null once it is whole. */
  #head: string | null = '';
  #closed = false;

  constructor(door: Door, events: WebSocketEvents) {
    this.#events = events;
    this.#reader = new FrameReader(events.text, () => this.#lost('the server closed the connection'));
    const onread = {
      buffer: readBuffer,
      callback: (length: number) => {
        this.#read(readBuffer.subarray(0, length));
        return true;
      },
    };
    this.#socket = connect({ port: door.port, host: '127.0.0.1', noDelay: true, onread });
    this.#socket.on('error', (cause) => this.#lost(cause.message));
    this.#socket.on('close', () => this.#lost('the connection ended'));
    this.#socket.on('connect', () => this.#socket.write(handshake(door)));
  }

  /** Text of ASCII. After the end it goes nowhere. */
  send(text: string): void {
    this.sendFrame(textFrame(text));
  }

  sendFrame(frame: Buffer): void {
    if (!this.#closed) this.#socket.write(frame);
  }

  close(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#head === null) {
      this.#reader.read(chunk);
      return;
    }
    this.#head += chunk.toString('latin1');
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#head;
    this.#head = null;
    if (!head.startsWith('HTTP/1.1 101')) {
      this.#lost(head.slice(0, head.indexOf('\r\n')));
      return;
    }
    this.#events.opened();
    this.#reader.read(Buffer.from(head.slice(end + HEAD_END.length), 'latin1'));
  }

  #lost(reason: string): void {
    if (this.#closed) return;
    this.close();
    this.#events.lost(reason);
  }
}

function handshake({ port, path, protocol }: Door): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    // Any sixteen bytes: the answer to them proves nothing here.
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    '',
    '',
  ].join('\r\n');
}
