/** An answer's body, unpacked, as far as it is wanted: never more bytes than allowed, packed or not. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What `accept-encoding` may name. */
export const ENCODINGS = 'gzip, deflate, br';

/**
 * Hands the body to `take` in pieces until it says that it has enough, or `maxBytes` were handed over; then the connection
 * ends. Rejects when it breaks off or can't be unpacked; false when its packing is unknown.
 */
export async function readBounded(
  answer: IncomingMessage,
  maxBytes: number,
  take: (piece: Buffer) => 'more' | 'enough',
): Promise<boolean> {
  const body = unpacked(answer);
  if (body === null) return false;
  let left = maxBytes;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      const wanted = piece.subarray(0, left);
      left -= wanted.length;
      if (take(wanted) === 'enough' || left === 0) break;
    }
  } finally {
    body.destroy();
    answer.destroy();
  }
  return true;
}

/** Pieces of what is unpacked are 16 KiB at most, and the next is made when one was taken: a bomb never goes off. */
function unpacked(answer: IncomingMessage): Readable | null {
  const unpack = unpacker(answer.headers['content-encoding']?.trim().toLowerCase() ?? '');
  if (unpack === null) return null;
  if (unpack === 'none') return answer;
  answer.once('error', (cause) => unpack.destroy(cause));
  return answer.pipe(unpack);
}

function unpacker(encoding: string) {
  switch (encoding) {
    case '':
    case 'identity':
      return 'none';
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}
