/**
 * The load generator's process: separate from the servers, so that neither slows the other down unseen. It does
 * one job and ends.
 */
import { Client } from './client.ts';
import { elapsed } from './elapsed.ts';
import type { FromGenerator, LoadClient, Moment, ToGenerator } from './job.ts';
import { Load } from './load.ts';
import { Reconnect } from './reconnect.ts';

/** So long an idle socket is left alone before it is weighed: its handshake's garbage is gone by then. */
const SETTLE_MS = 3_000;
const WARM_CLIENTS = 20;

let goOn = () => {};

function tell(message: FromGenerator): void {
  process.send?.(message);
}

function moment(name: Moment): Promise<void> {
  return new Promise((resolve) => {
    goOn = resolve;
    tell({ kind: 'moment', moment: name });
  });
}

/** Sockets that are there and say nothing. The first few come and go unweighed: they load code, which stays. */
async function idle(clients: readonly LoadClient[]): Promise<void> {
  const come = async (those: readonly LoadClient[]): Promise<Client[]> => {
    const open: Client[] = [];
    for (const { port, token, room } of those) {
      await new Promise<void>((resolve, reject) => {
        const client = new Client(open.length, false, {
          acknowledged: (_, __, ok) => (ok ? resolve() : reject(new Error('a client may not join'))),
          heard: () => {},
          lost: (_, reason) => fail(reason),
        });
        open.push(client);
        client.connect(port, token).then(() => client.emit('chat:join', () => ({ roomId: room })), reject);
      });
    }
    return open;
  };
  for (const client of await come(clients.slice(0, WARM_CLIENTS))) client.close();
  await elapsed(SETTLE_MS);
  await moment('before');
  const there = await come(clients);
  await elapsed(SETTLE_MS);
  await moment('connected');
  for (const client of there) client.close();
}

function fail(cause: unknown): void {
  tell({ kind: 'failed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

// The suite is the only one that talks to this process, so the shape is trusted.
process.on('message', (message: ToGenerator) => {
  if (message.kind === 'go-on') goOn();
  else if (message.kind === 'idle') idle(message.clients).catch(fail);
  else {
    const work = message.kind === 'load' ? new Load(message.job) : new Reconnect(message.job);
    work.run(moment).then((report) => tell({ kind: 'report', report }), fail);
  }
});
// The suite is gone: nobody wants the answer.
process.on('disconnect', () => process.exit(0));
