/** Fetches a picture that a page names, whole or not at all. Whether it is one is for others to find out. */
import { guardedGet } from './guarded-get.ts';
import { type OutboundOptions, USER_AGENT } from './read-page.ts';
import { resolveBySystem } from './resolve.ts';

/** Null when it can't be had, is of no picture's type, or is too large. Rejects only when `signal` aborts. */
export type ReadPicture = (address: string, signal: AbortSignal) => Promise<Uint8Array | null>;

const TOTAL_MS = 8_000;
const MAX_BYTES = 5 * 1024 * 1024;

export function pictureReader({ allowed, ports }: OutboundOptions): ReadPicture {
  const options = {
    allowed,
    ports,
    resolve: resolveBySystem,
    totalMs: TOTAL_MS,
    // One more, so that what was cut off is known from what just fits.
    maxBytes: MAX_BYTES + 1,
    userAgent: USER_AGENT,
    accept: 'image/webp,image/png,image/jpeg,image/gif,image/avif',
  };
  return async (address, signal) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const take = {
      write: (piece: Buffer) => {
        pieces.push(piece);
        bytes += piece.length;
        return bytes > MAX_BYTES ? 'enough' : 'more';
      },
    } as const;
    const isPicture = (contentType: string) => /^\s*image\//i.test(contentType);
    const answer = await guardedGet(
      address,
      options,
      (contentType) => (isPicture(contentType) ? take : null),
      signal,
    );
    return answer.kind === 'read' && bytes <= MAX_BYTES ? Buffer.concat(pieces) : null;
  };
}
