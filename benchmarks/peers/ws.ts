/**
 * Node's floor: `ws` and nothing on it. A message is put into one WebSocket frame, whose bytes are written to each socket of
 * the room; the frame is as long as Parley's for the same words, since the floor is that of writing it. It says by hand the few Socket.IO packets that the load's client expects, so that everybody is measured by the
 * same client, and sends no heartbeat. Stores nothing.
 */
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type Message, type Said, serveOn } from './serve.ts';

const OPENED = `0${JSON.stringify({ sid: 'engine', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1e6 })}`;
const CONNECTED = `40${JSON.stringify({ sid: 'socket' })}`;
const FIN_TEXT = 0x81;
/** An event that wants an acknowledgement: `42`, its id, its name and its payload as JSON. */
const ASKED = /^42(\d+)(\[.*)$/s;

/** What Parley's event says beside the words: who, where, when and its place in the order. */
const ID = '01900000-0000-7000-8000-000000000000';
const AT = '2026-01-01T00:00:00.000Z';
const AUTHOR = { userId: ID, username: 'member-1', displayName: 'member-1' };
const REST = {
  type: 'text',
  metadata: {},
  clientId: ID,
  reactions: {},
  createdAt: AT,
  editedAt: null,
  deletedAt: null,
};
const META = { epoch: ID, type: 'chat:message', actor: ID, at: AT };
/** The place of the last message in each room's order; it begins with as many digits as one in use has. */
const lastSeq = new Map<string, number>();
const FIRST_SEQ = 1_000;

const rooms = new Map<string, Set<Duplex>>();
const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

server.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    const entered = new Set<Set<Duplex>>();
    socket.on('close', () => {
      for (const room of entered) room.delete(stream);
    });
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '40') socket.send(CONNECTED);
      const [, id, json] = ASKED.exec(text) ?? [];
      if (id === undefined || json === undefined) return;
      // Only the load's client talks to it, so the shape is trusted.
      const [name, said] = JSON.parse(json) as [string, Said];
      if (name === 'chat:join') {
        const room = rooms.get(said.roomId) ?? new Set();
        rooms.set(said.roomId, room.add(stream));
        entered.add(room);
      } else broadcast(said);
      socket.send(`43${id}[{"ok":true}]`);
    });
    socket.send(OPENED);
  });
});

/** Past `ws`, to the stream: without compression it holds nothing back that this could overtake. */
function broadcast({ roomId, content }: Said): void {
  const message: Message = { roomId, content };
  const seq = (lastSeq.get(roomId) ?? FIRST_SEQ) + 1;
  lastSeq.set(roomId, seq);
  const told = { id: ID, ...AUTHOR, ...message, ...REST, seq };
  const meta = { channel: `room:${roomId}`, seq, ...META };
  const frame = framed(`42${JSON.stringify(['chat:message', told, meta])}`);
  for (const stream of rooms.get(roomId) ?? []) stream.write(frame);
}

/** The bytes of a text frame from a server, shorter than 64 KiB. */
function framed(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = length < 126 ? [FIN_TEXT, length] : [FIN_TEXT, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), payload]);
}

serveOn(server);
