/**
 * The TCP connections that became WebSockets. Node's HTTP server forgets them, yet waits for them when it
 * closes; a peer that reads nothing would hold it for ws's half a minute.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../../kernel/index.ts';

/** How long peers may take to answer the closing handshake when the server goes. */
const GOODBYE_MS = 500;

export interface Upgraded {
  /** Resolves once all are gone; those that linger are cut. */
  ended(): Promise<void>;
}

export function trackUpgraded(server: Server, clock: Clock): Upgraded {
  const sockets = new Set<Duplex>();
  let allGone = () => {};
  // One function for all of them.
  function onClose(this: Duplex): void {
    sockets.delete(this);
    if (sockets.size === 0) allGone();
  }
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', onClose);
  });
  return {
    ended: async () => {
      if (sockets.size === 0) return;
      const gone = new Promise<void>((resolve) => {
        allGone = resolve;
      });
      const cancel = clock.after(GOODBYE_MS, () => {
        for (const socket of sockets) socket.destroy();
      });
      await gone;
      cancel();
    },
  };
}
