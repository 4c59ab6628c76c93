/** One HTTP exchange over a connection of its own to addresses that were judged before: no name is resolved again. */
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ResolvedAddress } from './resolve.ts';
import { hostOf, portOf } from './target.ts';

/** Rejects with the network's error, or the signal's reason. The answer's body is the caller's to read or destroy. */
export function pinnedRequest(
  url: URL,
  addresses: readonly ResolvedAddress[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    request({
      // Certificates are held against this name, and it is never looked up: `lookup` answers with what was judged.
      host: hostOf(url),
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      // A connection that was kept from an earlier exchange would be one nobody judged for this.
      agent: false,
      lookup: pinnedTo(addresses),
      signal,
    })
      .once('response', resolve)
      // It may break more than once, also while the body is read: then the body says so.
      .on('error', reject)
      .end();
  });
}

function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  const [first] = addresses;
  return (_hostname, { all }, callback) => {
    if (all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error('no address'), '', 0);
  };
}
