/** A TCP proxy that does to connections what networks do to them. It runs on loopback and knows nothing of what it carries. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Ends every connection in order (FIN). */
  cut(): void;
  /** Ends every connection at once (RST), wherever in a frame it was. */
  reset(): void;
  /** Ends every connection (RST) in the middle of the next piece sent over it, whoever sends: half of it is passed on. */
  resetAmid(): void;
  /** Nothing passes any more and nobody is told: half-open, as behind a dead router. New ones are taken and hang. */
  freeze(): void;
  thaw(): void;
  /** Clients read nothing any more, though they go on sending: slow readers, whose server has to keep what it says. */
  deafen(): void;
  undeafen(): void;
  /** Takes nobody in until `open`, and ends who is in. */
  shut(): void;
  open(): void;
  /** Each piece arrives that much later, in order; 0: at once. */
  delay(ms: number): void;
  /** Connections that stand now. */
  readonly connections: number;
  close(): Promise<void>;
}

/** `targets`: where a new connection may go, tried in order; those that refuse are passed over. */
export async function startTcpProxy(targets: () => readonly number[]): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let frozen = false;
  let deaf = false;
  let isShut = false;
  let delayMs = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined);
    if (isShut) {
      client.resetAndDestroy();
      return;
    }
    void dial(targets()).then((upstream) => {
      if (!upstream || client.destroyed || isShut) {
        client.destroy();
        upstream?.destroy();
        return;
      }
      const pair = new Pair(client, upstream, {
        delayMs: () => delayMs,
        held: (side) => frozen || (deaf && side === 'server'),
      });
      pairs.add(pair);
      pair.onEnd = () => pairs.delete(pair);
      pair.heed();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a path.
  const { port } = server.address() as AddressInfo;
  const each = (act: (pair: Pair) => void) => {
    for (const pair of [...pairs]) act(pair);
  };
  return {
    port,
    cut: () => each((pair) => pair.destroy()),
    reset: () => each((pair) => pair.reset()),
    resetAmid: () => each((pair) => pair.resetAmid()),
    freeze: () => {
      frozen = true;
      each((pair) => pair.heed());
    },
    thaw: () => {
      frozen = false;
      each((pair) => pair.heed());
    },
    deafen: () => {
      deaf = true;
      each((pair) => pair.heed());
    },
    undeafen: () => {
      deaf = false;
      each((pair) => pair.heed());
    },
    shut: () => {
      isShut = true;
      each((pair) => pair.reset());
    },
    open: () => {
      isShut = false;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    get connections() {
      return pairs.size;
    },
    close: async () => {
      isShut = true;
      each((pair) => pair.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first that takes the connection. */
async function dial(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    if (connected) return socket;
  }
  return undefined;
}

type Side = 'client' | 'server';

interface Weather {
  readonly delayMs: () => number;
  /** Nothing that this side sends is read for now. */
  readonly held: (side: Side) => boolean;
}

class Pair {
  readonly #sides: Readonly<Record<Side, Socket>>;
  readonly #weather: Weather;
  #amid = false;
  onEnd: () => void = () => undefined;

  constructor(client: Socket, server: Socket, weather: Weather) {
    this.#sides = { client, server };
    this.#weather = weather;
    this.#carry('client', 'server');
    this.#carry('server', 'client');
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.destroy());
      socket.on('close', () => this.destroy());
    }
  }

  /** Reads from each side, or not, as the weather is. */
  heed(): void {
    for (const side of ['client', 'server'] as const) {
      if (this.#weather.held(side)) this.#sides[side].pause();
      else this.#sides[side].resume();
    }
  }

  resetAmid(): void {
    this.#amid = true;
  }

  reset(): void {
    for (const socket of Object.values(this.#sides)) if (!socket.destroyed) socket.resetAndDestroy();
    this.onEnd();
  }

  destroy(): void {
    for (const socket of Object.values(this.#sides)) socket.destroy();
    this.onEnd();
  }

  /** Keeps the order whatever the delay becomes, and lets a slow reader slow down who writes. */
  #carry(side: Side, other: Side): void {
    const from = this.#sides[side];
    const to = this.#sides[other];
    const { delayMs, held } = this.#weather;
    let line = Promise.resolve();
    let waiting = 0;
    const pass = (act: () => void) => {
      const ms = delayMs();
      if (ms === 0 && waiting === 0) return act();
      waiting += 1;
      const until = performance.now() + ms;
      line = line.then(async () => {
        const left = until - performance.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
        waiting -= 1;
        act();
      });
    };
    from.on('data', (chunk) =>
      pass(() => {
        if (this.#amid) {
          to.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => this.reset());
          return;
        }
        if (to.destroyed || to.write(chunk)) return;
        from.pause();
        to.once('drain', () => {
          if (!held(side)) from.resume();
        });
      }),
    );
    from.on('end', () => pass(() => to.end()));
  }
}
