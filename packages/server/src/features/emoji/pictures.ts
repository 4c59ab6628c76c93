/**
 * Pictures of emoji, from what was sent to what is kept. A picture has a row and a job that clears it away before it has a
 * content anywhere, and is spared only by having become an emoji: whatever breaks off in between leaves nothing behind.
 */
import { type CommandContext, refuse } from '../../kernel/index.ts';
import { commitDecided } from '../../platform/db/commits.ts';
import { CLEAR } from './jobs.ts';
import type { EmojiParts } from './parts.ts';
import { insertPicture } from './store.ts';
import type { EmojiTable } from './tables.ts';

/** Twice what the largest is shown at, for dense screens. */
const MAX_SIDE = 128;
/** Longer than any command takes from its picture to its commit. */
const CLEAR_AFTER_MS = 3_600_000;

/** The row of a picture that is kept and no emoji yet. Refuses what is no picture, or too large. */
export async function keepPicture(
  parts: EmojiParts,
  context: Pick<CommandContext, 'actor' | 'at' | 'newId'>,
  image: string,
): Promise<EmojiTable> {
  const { uploads, media, blobs, config, commits, clock } = parts;
  const bytes = decode(image, config.maxBytes);
  const id = context.newId();
  try {
    await uploads.append(id, { offset: 0, size: bytes.length }, once(bytes));
    const path = uploads.path(id);
    const made = await media.small(path, await media.recognise(path), MAX_SIDE);
    if (made === null) {
      refuse('UNSUPPORTED', 'This is no picture that can be used. Take a PNG, JPEG, GIF, WebP or AVIF.', {
        details: [{ path: 'image', message: 'is no picture, or has too many pixels' }],
      });
    }
    if (made.size > config.maxBytes) tooLarge(config.maxBytes);
    const row = { id, size: made.size, created_by: context.actor.userId, created_at: context.at };
    const write = {
      expect: [],
      statements: [insertPicture(row)],
      appends: [],
      jobs: [CLEAR.request({ emojiId: id }, clock.now() + CLEAR_AFTER_MS)],
    };
    await commitDecided(commits, async () => ({ write, result: null }));
    await blobs.put(id, made.path, made.size);
    return { ...row, name: null };
  } finally {
    await uploads.remove(id);
  }
}

function decode(image: string, maxBytes: number): Uint8Array {
  // Four characters are three bytes, but for the last four.
  if ((image.length * 3) / 4 - 2 > maxBytes) tooLarge(maxBytes);
  const bytes = Buffer.from(image, 'base64');
  if (bytes.length > maxBytes) tooLarge(maxBytes);
  if (bytes.length === 0) {
    refuse('INVALID', 'The picture is empty.', { details: [{ path: 'image', message: 'is empty' }] });
  }
  return bytes;
}

function tooLarge(maxBytes: number): never {
  refuse('TOO_LARGE', `The picture is too large: at most ${maxBytes} bytes. Make it smaller or shorter.`, {
    details: [{ path: 'image', message: `is larger than ${maxBytes} bytes` }],
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
