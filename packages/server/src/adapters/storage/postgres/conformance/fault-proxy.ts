/** A TCP proxy before a database that loses connections at the worst moments. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultProxy {
  /** The database's URL by way of this proxy. */
  readonly url: string;
  /**
   * Breaks the next connection that sends `text`: `before` it reaches the database, or `after` it was passed on and
   * the database answered, an answer the client never sees. Resolves when that happened.
   */
  breakAt(text: string, when: 'before' | 'after'): Promise<void>;
  /** Lets nobody in until `open` is called, and ends who is in. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

interface Fault {
  readonly text: string;
  readonly when: 'before' | 'after';
  readonly done: () => void;
}

export async function startFaultProxy(databaseUrl: string): Promise<FaultProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;
  let shut = false;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    if (shut) return end();
    let silenced: Fault | undefined;
    client.on('data', (chunk) => {
      if (fault && chunk.includes(fault.text)) {
        const { when, done } = fault;
        if (when === 'before') {
          fault = undefined;
          end();
          done();
          return;
        }
        silenced = fault;
        fault = undefined;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!silenced) {
        client.write(chunk);
        return;
      }
      end();
      silenced.done();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a path.
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.port = String(port);
  url.hostname = '127.0.0.1';
  return {
    url: url.href,
    breakAt: (text, when) =>
      new Promise((resolve) => {
        fault = { text, when, done: resolve };
      }),
    shut: () => {
      shut = true;
      for (const socket of sockets) socket.destroy();
    },
    open: () => {
      shut = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
