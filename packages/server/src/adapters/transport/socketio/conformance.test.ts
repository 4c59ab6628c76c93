import type { Socket as NetSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import {
  connectionConformance,
  type Peer,
  type Received,
} from '../../../kernel/conformance/connection.conformance.ts';
import { openHarness } from './harness.ts';

/** Opens a stock client on one transport, in the namespace given. */
async function stockPeer(transport: 'websocket' | 'polling', namespace: string): Promise<Peer> {
  const harness = await openHarness();
  const client = io(harness.url + namespace, {
    transports: [transport],
    auth: { token: 'good:ann' },
    reconnection: false,
    forceNew: true,
  });
  const received: Received[] = [];
  let wake = () => {};
  const take = (thing: Received) => {
    received.push(thing);
    wake();
  };
  client.onAny((what: string, data: unknown, meta?: unknown) =>
    take(meta === undefined ? { what, data } : { what, data, meta }),
  );
  const ended = new Promise<'returns' | 'stays away'>((resolve) => {
    // Stock clients reconnect after every reason but these two (client documentation, "disconnect").
    client.on('disconnect', (reason) =>
      resolve(
        reason === 'io server disconnect' || reason === 'io client disconnect' ? 'stays away' : 'returns',
      ),
    );
  });
  await new Promise<void>((resolve, reject) => client.once('connect', resolve).once('connect_error', reject));
  const session = harness.sessions[0];
  if (!session) throw new Error('the kernel saw no session');
  return {
    connection: session.connection,
    ask: () =>
      new Promise((resolve) => {
        harness.onExecute = (_session, { respond }) => resolve((json) => respond(json, true));
        client.emit('test:everywhere', {}, (data: unknown) => take({ what: 'answer', data }));
      }),
    received: async (count) => {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return received;
    },
    stopReading: () => pause(client),
    ended,
    vanish: async () => {
      client.io.engine.close();
      await expect.poll(() => session.disconnected).toBe(1);
    },
    dispose: async () => {
      client.disconnect();
      await harness.close();
    },
  };
}

/** Stops the client from taking anything more off the network. */
function pause(client: Socket): void {
  const transport = client.io.engine.transport as unknown as {
    ws?: { _socket: NetSocket };
    pause?: (done: () => void) => void;
  };
  if (transport.ws) transport.ws._socket.pause();
  // Polling: the poll under way is the last one.
  else transport.pause?.(() => {});
}

for (const transport of ['websocket', 'polling'] as const) {
  connectionConformance(`Socket.IO over ${transport}`, () => stockPeer(transport, '/'));
}
connectionConformance('Socket.IO over websocket in a namespace', () => stockPeer('websocket', '/test'));
