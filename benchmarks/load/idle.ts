/** Sockets that are there and say nothing. */
import { Client } from './client.ts';
import { elapsed } from './elapsed.ts';
import { inGroups } from './groups.ts';
import type { LoadClient, Moment } from './job.ts';

/** So long an idle socket is left alone before it is weighed: its handshake's garbage is gone by then. */
const SETTLE_MS = 3_000;
const WARM_CLIENTS = 100;
/** Few, so that what so many handshakes need at once is not taken for what their sockets keep. */
const ENTERING_AT_ONCE = 20;

/**
 * The first come and go unweighed: they load code and grow what an allocator does not give back.
 * Rejects when a socket is lost meanwhile.
 */
export async function idle(
  clients: readonly LoadClient[],
  moment: (moment: Moment) => Promise<void>,
): Promise<void> {
  let lost: (cause: Error) => void = () => {};
  const anyLost = new Promise<never>((_, reject) => {
    lost = reject;
  });
  const work = async () => {
    for (const client of await enter(clients.slice(0, WARM_CLIENTS), lost)) client.close();
    await elapsed(SETTLE_MS);
    await moment('before');
    const there = await enter(clients, lost);
    await elapsed(SETTLE_MS);
    await moment('connected');
    for (const client of there) client.close();
  };
  await Promise.race([work(), anyLost]);
}

async function enter(those: readonly LoadClient[], lost: (cause: Error) => void): Promise<Client[]> {
  const open: Client[] = [];
  await inGroups(
    those,
    ENTERING_AT_ONCE,
    ({ port, token, room }, index) =>
      new Promise<void>((resolve, reject) => {
        const client = new Client(index, false, {
          acknowledged: (_, __, ok) => (ok ? resolve() : reject(new Error('a client may not join'))),
          heard: () => {},
          lost: (_, reason) => lost(new Error(`client ${index} was lost: ${reason}`)),
        });
        open.push(client);
        client.connect(port, token).then(() => client.emit('chat:join', () => ({ roomId: room })), reject);
      }),
  );
  return open;
}
