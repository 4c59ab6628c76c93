/**
 * The secrets that tokens are signed with. The newest signs; older ones still verify until every token they signed
 * has expired, so that a rotation signs nobody out.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface SigningKey {
  /** Names the key in a token's header; says nothing about the secret. */
  readonly kid: string;
  readonly secret: string;
}

export interface KeyRing {
  /** The key that signs at `now` (milliseconds since the epoch). */
  current(now: number): SigningKey;
  /** The key that signed a token, as long as such tokens can be good. */
  find(kid: string): SigningKey | undefined;
  /** Newest first. */
  all(): readonly SigningKey[];
}

export interface DatedKey extends SigningKey {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface RotationTimes {
  /** A key signs this long. */
  readonly rotateAfterMs: number;
  /** It verifies this much longer: at least the life of a token. */
  readonly keepMs: number;
}

export function makeKey(now: number): DatedKey {
  return {
    kid: randomBytes(9).toString('base64url'),
    secret: randomBytes(32).toString('base64url'),
    createdAt: now,
  };
}

/** Secrets an operator shares among nodes: the first signs, the others are those it replaced. */
export function sharedKeys(secrets: readonly [string, ...string[]]): KeyRing {
  const named = (secret: string): SigningKey => ({
    kid: createHash('sha256').update('parley key id\n').update(secret).digest('base64url').slice(0, 12),
    secret,
  });
  const [first, ...others] = secrets;
  const newest = named(first);
  const keys = [newest, ...others.map(named)];
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  return { current: () => newest, find: (kid) => byKid.get(kid), all: () => keys };
}

/** Keys this server makes for itself; `save` keeps them and may throw, then the old key goes on signing. */
export function rotatingKeys(
  loaded: readonly DatedKey[],
  times: RotationTimes,
  save: (keys: readonly DatedKey[]) => void,
  onFailure: (cause: unknown) => void,
): KeyRing {
  let keys = [...loaded].sort((a, b) => b.createdAt - a.createdAt);

  function rotate(now: number): DatedKey {
    const fresh = makeKey(now);
    // A key signs until its successor was made, so it is kept from that moment on.
    const kept = keys.filter((_, index) => now - (keys[index - 1]?.createdAt ?? now) <= times.keepMs);
    const next = [fresh, ...kept];
    save(next);
    keys = next;
    return fresh;
  }

  return {
    current(now) {
      const newest = keys[0];
      if (newest === undefined) return rotate(now);
      if (now - newest.createdAt < times.rotateAfterMs) return newest;
      try {
        return rotate(now);
      } catch (cause) {
        onFailure(cause);
        return newest;
      }
    },
    find: (kid) => keys.find((key) => key.kid === kid),
    all: () => keys,
  };
}
