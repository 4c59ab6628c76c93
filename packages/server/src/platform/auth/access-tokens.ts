/**
 * Access tokens: short-lived JWTs (RFC 7519, HS256) with `sub` the person and `lid` the login. They are checked
 * synchronously and without a database, which is what a storm of reconnects needs.
 */
import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import type { Login } from './authenticator.ts';
import type { KeyRing } from './keys.ts';

export interface IssuedToken {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface AccessTokens {
  issue(login: Login, now: number): IssuedToken;
  /** Null when the signature or the time is wrong, or when it is no token of ours at all. */
  verify(token: string, now: number): Login | null;
}

/** Longer than any token we make: what is beyond isn't worth parsing. */
const MAX_TOKEN_CHARS = 2048;

const Header = z.object({ header: z.object({ alg: z.literal('HS256'), kid: z.string() }) });
const Claims = z.object({ sub: z.string().min(1), lid: z.string().min(1), exp: z.number(), iat: z.number() });

export function accessTokens(ring: KeyRing, lifeMs: number): AccessTokens {
  const header = createDecoder({ complete: true });
  const signers = new Map<string, (payload: object) => string>();
  const verifiers = new Map<string, (token: string) => unknown>();

  function verifierOf(kid: string): ((token: string) => unknown) | undefined {
    const key = ring.find(kid);
    if (key === undefined) {
      verifiers.delete(kid);
      return undefined;
    }
    let verifier = verifiers.get(kid);
    if (verifier === undefined) {
      // Time is checked below, by the server's own clock.
      verifier = createVerifier<string>({ key: key.secret, algorithms: ['HS256'], ignoreExpiration: true });
      verifiers.set(kid, verifier);
    }
    return verifier;
  }

  return {
    issue({ userId, loginId }, now) {
      const key = ring.current(now);
      let sign = signers.get(key.kid);
      if (sign === undefined) {
        signers.clear();
        sign = createSigner<object>({ key: key.secret, algorithm: 'HS256', kid: key.kid });
        signers.set(key.kid, sign);
      }
      const iat = Math.floor(now / 1000);
      const exp = iat + Math.floor(lifeMs / 1000);
      const token = sign({ sub: userId, lid: loginId, iat, exp });
      return { token, expiresAt: new Date(exp * 1000).toISOString() };
    },
    verify(token, now) {
      if (token.length > MAX_TOKEN_CHARS) return null;
      try {
        const verifier = verifierOf(Header.parse(header(token)).header.kid);
        if (verifier === undefined) return null;
        const claims = Claims.parse(verifier(token));
        return now < claims.exp * 1000 ? { userId: claims.sub, loginId: claims.lid } : null;
      } catch {
        return null;
      }
    },
  };
}
