/** Opaque secrets: refresh tokens, invitation and set-up codes. The database only ever holds their digests. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { KeyRing } from './keys.ts';

/** 256 bits: not to be guessed, so a plain digest protects them in the database. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 128 bits, short enough for a link that people pass on. */
export function newCode(): string {
  return randomBytes(16).toString('base64url');
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export interface Successors {
  /** The token that replaces `token`. */
  next(token: string, now: number): string;
  /** The same one again, known by its digest: for a request that came in parallel. */
  again(token: string, successorHash: string): string | null;
}

/**
 * A refresh token's successor is derived from it under the server's keys. So two tabs that refresh at once get the
 * same one, without it being stored; who only holds an old token can't compute it.
 */
export function successors(ring: KeyRing): Successors {
  const derive = (secret: string, token: string) =>
    createHmac('sha256', secret).update('parley refresh successor\n').update(token).digest('base64url');
  return {
    next: (token, now) => derive(ring.current(now).secret, token),
    again(token, successorHash) {
      const candidates = ring.all().map((key) => derive(key.secret, token));
      return candidates.find((candidate) => digestOf(candidate) === successorHash) ?? null;
    },
  };
}
