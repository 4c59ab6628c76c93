/** Names to addresses, all of which must be public: what is connected to afterwards is what was judged here. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AllowedNetworks, mayReach } from './addresses.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name, as a connection would use them. Rejects where there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * The addresses of a host, or null when any of them may not be reached: a name that mixes public and private addresses is
 * an attempt. Rejects with the resolver's error.
 */
export async function reachableAddresses(
  host: string,
  resolve: Resolve,
  allowed: AllowedNetworks,
): Promise<readonly ResolvedAddress[] | null> {
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (found.length === 0) return null;
  return found.every(({ address }) => mayReach(address, allowed)) ? found : null;
}
