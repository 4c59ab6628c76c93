/** How much a message may carry, from the environment. */
import type { Env } from '../../platform/feature.ts';

export interface ChatLimits {
  /** Unicode code points of a message's text. */
  readonly messageMaxChars: number;
  /** Bytes of a message's metadata as JSON. */
  readonly metadataMaxBytes: number;
}

/** In rooms with more members nobody is told of others' reading as it happens: that would cost their square. */
export const MAX_TOLD_MEMBERS = 50;

/** Throws when a variable is set to what is no limit, so that the server says so at start. */
export function chatLimits(env: Env): ChatLimits {
  return {
    messageMaxChars: positive(env, 'MESSAGE_MAX_CHARS', 8_000),
    metadataMaxBytes: positive(env, 'MESSAGE_METADATA_MAX_BYTES', 16 * 1024),
  };
}

function positive(env: Env, name: string, fallback: number): number {
  const text = env[name]?.trim();
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new Error(`${name} is "${text}", but must be a whole number of at least 1`);
  }
  return value;
}
