/**
 * A client of an XMPP server reduced to what a load needs: by WebSocket (RFC 7395), signed in anonymously (RFC 4505), in a room (XEP-0045)
 * whose history it does not ask for. What it said is acknowledged when the room reflects it with its archive's id, which is what
 * an XMPP client goes by (XEP-0313, XEP-0359).
 */
import { messageIn, nameOf, type RoomMessage } from './stanza.ts';
import type { Talker, TalkerEvents } from './talker.ts';
import { WebSocketConnection } from './web-socket.ts';

/** What the server serves. */
export const XMPP_HOST = 'bench.example';
/** Its rooms. */
export const XMPP_ROOMS = `rooms.${XMPP_HOST}`;
/** Where it takes WebSockets. */
export const XMPP_PATH = '/ws';

const OPEN = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${XMPP_HOST}" version="1.0"/>`;
const AUTH = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>';
const BIND =
  '<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>';
const NO_HISTORY = '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x>';
const IS_ERROR = / type=(['"])error\1/;
/** The presence a room tells somebody last is their own. */
const IS_OWN = /<status code=(['"])110\1/;

interface Said {
  readonly roomId: string;
  readonly content?: string;
}

export class XmppClient implements Talker {
  readonly index: number;
  received = 0;
  frames = 0;
  readonly #events: TalkerEvents;
  readonly #checks: boolean;
  #socket: WebSocketConnection | null = null;
  #connected: { resolve: () => void; reject: (cause: Error) => void } | null = null;
  /** The join that is not answered. */
  #joining: number | null = null;
  #room = '';
  #nextId = 0;

  constructor(index: number, checks: boolean, events: TalkerEvents) {
    this.index = index;
    this.#checks = checks;
    this.#events = events;
  }

  /** Resolves when the server has given it an address. Who it is, the server makes up. */
  connect(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#connected = { resolve, reject };
      const socket = new WebSocketConnection(
        { port, path: XMPP_PATH, protocol: 'xmpp' },
        {
          opened: () => socket.send(OPEN),
          text: (bytes, start, end) => this.#stanza(bytes, start, end),
          lost: (reason) => this.#lost(reason),
        },
      );
      this.#socket = socket;
    });
  }

  /** Knows `chat:join` and `chat:message`. */
  emit(name: string, payload: (id: number) => object): number {
    const id = this.#nextId++;
    // The load says what the contract has it say: a room, and what is said there.
    const { roomId, content } = payload(id) as Said;
    const room = `${roomId}@${XMPP_ROOMS}`;
    if (name === 'chat:join') {
      this.#room = roomId;
      this.#joining = id;
      this.#socket?.send(
        `<presence xmlns="jabber:client" to="${room}/${this.#nickname}">${NO_HISTORY}</presence>`,
      );
    } else {
      this.#socket?.send(
        `<message xmlns="jabber:client" to="${room}" type="groupchat" id="${id}"><body>${content}</body></message>`,
      );
    }
    return id;
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  get #nickname(): string {
    return `n${this.index}`;
  }

  #stanza(bytes: Buffer, start: number, end: number): void {
    this.frames += 1;
    const message = messageIn(bytes, start, end);
    if (message === null) this.#other(bytes.toString('utf8', start, end));
    else this.#message(message, bytes);
  }

  #message({ from, id, isError, body, hasArchiveId }: RoomMessage, bytes: Buffer): void {
    if (isError) {
      this.#events.acknowledged(this, Number(id), false, () => from);
      return;
    }
    if (body === undefined) return;
    this.received += 1;
    if (this.#checks) {
      const content = bytes.toString('utf8', body.start, body.end);
      this.#events.heard(this, ['chat:message', { roomId: this.#room, content }]);
    }
    if (from.endsWith(`/${this.#nickname}`)) {
      this.#events.acknowledged(this, Number(id), hasArchiveId, () => from);
    }
  }

  /** What is no message: the way in, and who is in the room. */
  #other(text: string): void {
    switch (nameOf(text)) {
      case 'open':
        break;
      case 'stream:features':
        this.#socket?.send(text.includes('<bind ') ? BIND : AUTH);
        break;
      case 'success':
        this.#socket?.send(OPEN);
        break;
      case 'iq':
        if (IS_ERROR.test(text)) this.#lost(`refused: ${text}`);
        this.#connected?.resolve();
        this.#connected = null;
        break;
      case 'presence':
        if (IS_ERROR.test(text)) this.#joined(false, text);
        else if (IS_OWN.test(text)) this.#joined(true, text);
        break;
      default:
        this.#lost(`the server sent ${text.slice(0, 200)}`);
    }
  }

  #joined(ok: boolean, answer: string): void {
    const id = this.#joining;
    this.#joining = null;
    if (id !== null) this.#events.acknowledged(this, id, ok, () => answer);
  }

  #lost(reason: string): void {
    if (this.#socket === null) return;
    this.close();
    const waiting = this.#connected;
    this.#connected = null;
    if (waiting) waiting.reject(new Error(reason));
    else this.#events.lost(this, reason);
    this.#joined(false, reason);
  }
}
