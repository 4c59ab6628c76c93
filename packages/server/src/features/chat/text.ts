/** What people write, made safe to store on every database: no NUL, well-formed, not too long, not empty. */
import { refuse } from '../../kernel/index.ts';
import type { ChatLimits } from './limits.ts';

/** Half of a surrogate pair: not encodable as UTF-8, so it becomes U+FFFD as a decoder would make it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text of a field. Refuses NUL, which PostgreSQL cannot store; everything else stays as it was written. */
export function storable(text: string, path: string): string {
  if (text.includes('\0')) {
    const message = 'must not contain the NUL character';
    refuse('INVALID', `The ${path} ${message}.`, { details: [{ path, message }] });
  }
  return text.replace(LONE_SURROGATE, '\uFFFD');
}

/** A message's text. Only what carries something else (an image, a file) may come without words. */
export function messageText(content: string, limits: ChatLimits, mayBeEmpty = false): string {
  const max = limits.messageMaxChars;
  if (content.length > max && codePoints(content, max) > max) {
    const message = `at most ${max} characters`;
    refuse('TOO_LARGE', `A message may have ${message}. Shorten it or send it in parts.`, {
      details: [{ path: 'content', message }],
    });
  }
  if (!mayBeEmpty && content.trim() === '') {
    refuse('INVALID', 'A message needs some text.', { details: [{ path: 'content', message: 'is empty' }] });
  }
  return storable(content, 'content');
}

/** What features write into a message's metadata themselves, and people must not be able to feign. */
const RESERVED = ['previews', 'noPreviews', 'forwarded'];

/** Metadata as the JSON that is stored and sent. */
export function metadataJson(
  metadata: Readonly<Record<string, unknown>> | undefined,
  limits: ChatLimits,
): string {
  if (metadata === undefined) return '{}';
  const reserved = RESERVED.find((key) => key in metadata);
  if (reserved !== undefined) {
    const message = 'is written by the server alone';
    refuse('INVALID', `A message can't be sent with \`${reserved}\`.`, {
      details: [{ path: `metadata.${reserved}`, message }],
    });
  }
  const json = JSON.stringify(metadata);
  if (Buffer.byteLength(json) > limits.metadataMaxBytes) {
    const message = `at most ${limits.metadataMaxBytes} bytes as JSON`;
    refuse('TOO_LARGE', `A message's metadata may have ${message}.`, {
      details: [{ path: 'metadata', message }],
    });
  }
  return json;
}

/** Stops counting beyond `enough`. */
function codePoints(text: string, enough: number): number {
  if (text.length > enough * 2) return enough + 1;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
