/**
 * The end of the doors. While the port is open whoever comes is served, since a request that was refused is not always one that
 * a proxy may repeat; so it closes as early as it can, and the connections there are end later.
 */
import type { Server } from 'node:http';
import type { Clock } from '../kernel/index.ts';
import type { Doors } from './doors.ts';
import { within } from './within.ts';

/** How long those who were told to leave may take, and then answers under way. */
const LEAVE_MS = 1_000;
const LAST_ANSWERS_MS = 5_000;
/** In a turn of the event loop as short as this hardly anybody comes; on a busy node one is awaited for so many turns. */
const SHORT_TURN_MS = 0.5;
const MOST_TURNS = 500;

/** Lets nobody new in, once those who poll have left; resolves when the last connection is gone. */
export async function closePort({ http, sockets }: Doors, clock: Clock): Promise<void> {
  await within(clock, LEAVE_MS, sockets.gone('polling'));
  await stopListening(http.server, clock);
}

/** Ends the connections there are, answers under way first; whoever still holds one then is cut. */
export async function closeDoors(
  { http, sockets }: Doors,
  clock: Clock,
  ended: Promise<void>,
): Promise<void> {
  await within(clock, LEAVE_MS, sockets.gone('all'));
  await sockets.close();
  if (!(await within(clock, LAST_ANSWERS_MS, ended))) http.server.closeAllConnections();
  await ended;
  await http.close();
}

/**
 * Connections that wait to be accepted when the port closes are reset, and a proxy may not repeat a POST it has sent already.
 * Each turn accepts those there are at its beginning, so it closes at the end of a short one. Resolves when the last connection is gone.
 */
async function stopListening(server: Server, clock: Clock): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const began = clock.monotonic();
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.monotonic() - began < SHORT_TURN_MS) break;
  }
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
