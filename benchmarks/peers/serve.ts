/** What the peers written here have in common: their messages, and how they say that they listen. */
import type { Server } from 'node:http';

export interface Said {
  readonly roomId: string;
  readonly content: string;
  readonly clientId: string;
}

export interface Message {
  readonly roomId: string;
  readonly content: string;
}

/** Listens on PORT and answers 200 to `/readyz`; Socket.IO, already attached, takes its own path. */
export function serveOn(server: Server, onEnd = () => {}): void {
  server.on('request', (request, response) => {
    if (request.url === '/readyz') response.end('ok');
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => {
    onEnd();
    process.exit(0);
  });
}
