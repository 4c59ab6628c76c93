/** Giving pictures of emoji out, to whoever is signed in. */
import { picture } from '@parley/contract/features/emoji/rest';
import { refuse } from '../../kernel/index.ts';
import { downloadRoute, type StreamRoute } from '../../platform/http/stream-route.ts';
import { type EmojiParts, reader } from './parts.ts';
import { readEmojiById } from './store.ts';

/** An address names one picture for good, so a browser asks once. */
const CACHED = 'private, max-age=31536000, immutable';

export function emojiDownload(parts: EmojiParts): StreamRoute {
  return downloadRoute(picture, async ({ params, header }) => {
    const row = await readEmojiById(reader(parts), params.emojiId);
    if (row === null) noSuchEmoji();
    const etag = `"${row.id}"`;
    const headers = {
      etag,
      'cache-control': CACHED,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-type': 'image/webp',
      'content-disposition': 'inline',
    };
    if (header('if-none-match')?.includes(etag)) return { status: 304, headers, body: null };
    const body = await parts.blobs.open(row.id);
    if (body === null) {
      parts.log.error({ key: row.id }, 'the picture of an emoji is not where it was put');
      noSuchEmoji();
    }
    return { status: 200, headers: { ...headers, 'content-length': String(row.size) }, body };
  });
}

function noSuchEmoji(): never {
  refuse('NOT_FOUND', 'There is no such emoji.');
}
