/**
 * Asks for something that somebody named, without being led where the server can reach and they can't (SSRF): each address on
 * the way, that of every redirect too, is resolved here, judged, and connected to as judged.
 */
import type { IncomingMessage } from 'node:http';
import type { AllowedNetworks } from './addresses.ts';
import { ENCODINGS, readBounded } from './bounded-body.ts';
import { pinnedRequest } from './pinned-request.ts';
import { type Resolve, reachableAddresses } from './resolve.ts';
import { hostOf, targetOf } from './target.ts';

export interface GuardedGetOptions {
  readonly resolve: Resolve;
  /** Networks let through although they are not public. */
  readonly allowed: AllowedNetworks;
  readonly ports: ReadonlySet<number>;
  /** For everything together: names, redirects, body. */
  readonly totalMs: number;
  /** Of the body, unpacked. */
  readonly maxBytes: number;
  readonly userAgent: string;
  /** Types that are asked for; whoever answers may give others. */
  readonly accept: string;
}

/** Takes a body in pieces. Made when it is known that the answer is of a type that is wanted. */
export interface BodyReader {
  write(piece: Buffer): 'more' | 'enough';
}

export type GuardedAnswer =
  /** Read by the reader as far as it wanted. */
  | { readonly kind: 'read'; readonly url: URL }
  /** No other try would help: it may not be asked for, is of another type, or is not there. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** Another try may help. */
  | { readonly kind: 'failed'; readonly why: string };

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Never rejects, unless `signal` aborts. */
export async function guardedGet(
  address: string,
  options: GuardedGetOptions,
  readerFor: (contentType: string) => BodyReader | null,
  signal?: AbortSignal,
): Promise<GuardedAnswer> {
  const time = AbortSignal.timeout(options.totalMs);
  const both = signal === undefined ? time : AbortSignal.any([time, signal]);
  try {
    return await follow(address, options, readerFor, both);
  } catch (cause) {
    signal?.throwIfAborted();
    if (time.aborted) return { kind: 'failed', why: `took more than ${options.totalMs} ms` };
    return { kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function follow(
  address: string,
  options: GuardedGetOptions,
  readerFor: (contentType: string) => BodyReader | null,
  signal: AbortSignal,
): Promise<GuardedAnswer> {
  let from: URL | undefined;
  let next = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const url = targetOf(next, options.ports, from);
    if (url === null) return nothing('no address that may be asked for');
    const addresses = await orAborted(
      reachableAddresses(hostOf(url), options.resolve, options.allowed),
      signal,
    );
    if (addresses === null) return nothing('not on the public internet');
    const answer = await pinnedRequest(url, addresses, headersOf(options), signal);
    const redirect = redirectOf(answer);
    if (redirect === null) return read(url, answer, options, readerFor);
    answer.destroy();
    from = url;
    next = redirect;
  }
  return nothing(`more than ${MAX_REDIRECTS} redirects`);
}

/** No cookie, no referrer: whoever is asked learns that a Parley server asks, and nothing of whom for. */
function headersOf({ userAgent, accept }: GuardedGetOptions): Readonly<Record<string, string>> {
  return { 'user-agent': userAgent, accept, 'accept-encoding': ENCODINGS };
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return REDIRECTS.has(statusCode) ? (headers.location ?? '') : null;
}

async function read(
  url: URL,
  answer: IncomingMessage,
  { maxBytes }: GuardedGetOptions,
  readerFor: (contentType: string) => BodyReader | null,
): Promise<GuardedAnswer> {
  const { statusCode = 0 } = answer;
  const reader = statusCode === 200 ? readerFor(answer.headers['content-type'] ?? '') : null;
  if (reader === null) {
    answer.destroy();
    if (statusCode === 429 || statusCode >= 500) return { kind: 'failed', why: `answered ${statusCode}` };
    return nothing(statusCode === 200 ? 'of another type' : `answered ${statusCode}`);
  }
  const known = await readBounded(answer, maxBytes, (piece) => reader.write(piece));
  return known ? { kind: 'read', url } : nothing('packed in a way nobody asked for');
}

function nothing(why: string): GuardedAnswer {
  return { kind: 'nothing', why };
}

/** A resolver can't be cut off, but need not be waited for. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
