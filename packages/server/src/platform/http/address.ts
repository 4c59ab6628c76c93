/** Who is at the other end, when proxies stand between: only those named are believed (TRUST_PROXY). */
import type { IncomingMessage } from 'node:http';
import proxyaddr from '@fastify/proxy-addr';

/** Whether the hop at `address`, the `index`-th from here, may say who came before it. */
export type Trust = (address: string, index: number) => boolean;

/**
 * - nothing or `false`: nobody; the peer of the TCP connection is the client;
 * - `true`: every hop (only behind a proxy that overwrites the header);
 * - a number: that many hops;
 * - a list of addresses, networks, or `loopback`, `linklocal`, `uniquelocal`.
 *
 * Throws on a list that names no network.
 */
export function trustOf(setting: string | undefined): Trust {
  const text = setting?.trim() ?? '';
  if (text === '' || text === 'false' || text === '0') return () => false;
  if (text === 'true') return () => true;
  if (/^\d+$/.test(text)) return (_address, index) => index < Number(text);
  return proxyaddr.compile(text.split(',').map((part) => part.trim()));
}

export function addressOf(request: IncomingMessage, trust: Trust): string {
  return plain(proxyaddr(request, trust));
}

/** One spelling for one address: an IPv4 client of a dual-stack socket counts as what it is. */
export function plain(address: string | undefined): string {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
}
