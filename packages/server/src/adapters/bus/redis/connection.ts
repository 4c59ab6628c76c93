/** What every connection to Redis has in common. */

/** How long a connection may take to be made. */
const CONNECT_MS = 5_000;

/** Made anew for each: the driver writes into it. */
export function connection() {
  return {
    // A failed connection fails its link, which is made anew as a whole (link.ts).
    socket: { reconnectStrategy: false as const, connectTimeout: CONNECT_MS },
    // The driver makes a timer for each command otherwise; a link that stopped answering is found by its ping.
    commandOptions: { timeout: 0 },
    disableOfflineQueue: true,
  };
}
