/** Reads what a page somewhere says of itself, for people who named its address. */
import type { AllowedNetworks } from './addresses.ts';
import { type GuardedAnswer, guardedGet } from './guarded-get.ts';
import { isPage, type PageHead, PageHeadReader } from './page-head.ts';
import { resolveBySystem } from './resolve.ts';

export type PageAnswer =
  /** `url` is where the last redirect led. */
  | { readonly kind: 'page'; readonly url: URL; readonly head: PageHead }
  | Exclude<GuardedAnswer, { readonly kind: 'read' }>;

/** Rejects only when `signal` aborts. */
export type ReadPage = (address: string, signal: AbortSignal) => Promise<PageAnswer>;

export interface OutboundOptions {
  readonly allowed: AllowedNetworks;
  readonly ports: ReadonlySet<number>;
}

const TOTAL_MS = 8_000;
const MAX_BYTES = 512 * 1024;
/** Says what asks, and nothing of which server or whom for. Many sites describe themselves only to what looks like a browser. */
export const USER_AGENT = 'Mozilla/5.0 (compatible; Parley; link preview)';

export function pageReader({ allowed, ports }: OutboundOptions): ReadPage {
  const options = {
    allowed,
    ports,
    resolve: resolveBySystem,
    totalMs: TOTAL_MS,
    maxBytes: MAX_BYTES,
    userAgent: USER_AGENT,
    accept: 'text/html,application/xhtml+xml',
  };
  return async (address, signal) => {
    let reader: PageHeadReader | null = null;
    const readerFor = (contentType: string) => {
      reader = isPage(contentType) ? new PageHeadReader(contentType) : null;
      return reader;
    };
    const answer = await guardedGet(address, options, readerFor, signal);
    if (answer.kind !== 'read') return answer;
    // It was given above, else nothing was read; the compiler does not see into the callback.
    const { head } = { head: (reader as PageHeadReader | null)?.end() };
    return head === undefined ? { kind: 'nothing', why: 'no page' } : { kind: 'page', url: answer.url, head };
  };
}
