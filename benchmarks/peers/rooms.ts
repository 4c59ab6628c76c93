/** Rooms as Socket.IO's documentation has them: joined, acknowledged, `io.to(room).emit`. */
import type { Server } from 'socket.io';
import type { Message, Said } from './serve.ts';

export function serveRooms(io: Server): void {
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
}
