/**
 * Socket.IO's chat tutorial with its SQLite step: each message is inserted before it is acknowledged, in a
 * transaction of its own, with the client's offset as the unique key that makes a retry harmless. The library is
 * Parley's and the statement is prepared, so that what differs is the shape and not the driver. WAL is kinder to
 * it than the journal the tutorial leaves on.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { loadSqlite, sqliteLibrary } from '@parley/server/adapters/storage/sqlite/library';
import { Server } from 'socket.io';
import { type Message, type Said, serveOn } from './serve.ts';

const Database = await loadSqlite(sqliteLibrary());
const db = new Database(join(process.env.DATA_DIR ?? '.', 'tutorial.sqlite'));
db.exec('pragma journal_mode = wal; pragma synchronous = full');
db.exec(`create table if not exists messages (
  id integer primary key autoincrement,
  client_offset text unique,
  room text,
  content text
)`);
const insert = db.prepare('insert into messages (client_offset, room, content) values (?, ?, ?)');

const server = createServer();
const io = new Server(server, { connectionStateRecovery: {} });

io.on('connection', (socket) => {
  socket.on('chat:join', ({ roomId }: { roomId: string }, acknowledge: (answer: object) => void) => {
    void socket.join(roomId);
    acknowledge({ ok: true });
  });
  socket.on('chat:message', ({ roomId, content, clientId }: Said, acknowledge: (answer: object) => void) => {
    const { lastInsertRowid } = insert.run(clientId, roomId, content);
    const message: Message = { roomId, content };
    io.to(roomId).emit('chat:message', message, Number(lastInsertRowid));
    acknowledge({ ok: true });
  });
});

// This also keeps the database from being collected: the library's statements don't.
serveOn(server, () => db.close());
