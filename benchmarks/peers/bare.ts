/** Bare Socket.IO as its documentation has it: rooms, an acknowledgement, `io.to(room).emit`. Stores nothing. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { type Message, type Said, serveOn } from './serve.ts';

const server = createServer();
const io = new Server(server);

io.on('connection', (socket) => {
  socket.on('chat:join', ({ roomId }: { roomId: string }, acknowledge: (answer: object) => void) => {
    void socket.join(roomId);
    acknowledge({ ok: true });
  });
  socket.on('chat:message', ({ roomId, content }: Said, acknowledge: (answer: object) => void) => {
    const message: Message = { roomId, content };
    io.to(roomId).emit('chat:message', message);
    acknowledge({ ok: true });
  });
});

serveOn(server);
