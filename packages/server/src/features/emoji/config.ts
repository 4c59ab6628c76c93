/** This feature's slice of the environment: how large emoji may be, and how many. */
import { z } from 'zod';
import { amount, readSlice, WrongConfiguration } from '../../platform/config/variables.ts';
import type { Env } from '../../platform/feature.ts';

const Variables = z.object({
  EMOJI_MAX_BYTES: amount(262_144, 1),
  EMOJI_MAX_COUNT: amount(1_000, 0),
  FRAME_MAX_BYTES: amount(1_048_576, 1_024),
});

/** What stands around the picture in a frame: its name and keys. */
const AROUND_BYTES = 512;

export interface EmojiConfig {
  /** Of a picture, as it is sent and as it was made anew. */
  readonly maxBytes: number;
  readonly maxCount: number;
}

/** Throws `WrongConfiguration`. */
export function emojiConfig(env: Env): EmojiConfig {
  const set = readSlice(Variables, env);
  // Pictures come as base64, four characters for three bytes.
  const largest = Math.floor(((set.FRAME_MAX_BYTES - AROUND_BYTES) * 3) / 4);
  if (set.EMOJI_MAX_BYTES > largest) {
    const problem = `EMOJI_MAX_BYTES must be at most ${largest}, what a frame holds of it: raise FRAME_MAX_BYTES for more`;
    throw new WrongConfiguration([problem]);
  }
  return { maxBytes: set.EMOJI_MAX_BYTES, maxCount: set.EMOJI_MAX_COUNT };
}
