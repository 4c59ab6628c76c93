/** Finds the access token of a connecting socket: `auth: { token }`, or a bearer `Authorization` header. */
import { wireError } from '@parley/contract/kernel/errors';
import { Refused } from '../../../kernel/index.ts';

/** Far above any token made here; keeps hostile ones from costing a signature check. */
const MAX_TOKEN_CHARACTERS = 8_192;

/** The token; refuses with the exact texts clients look for. */
export function bearerToken(
  auth: Readonly<Record<string, unknown>>,
  authorization: string | undefined,
): string {
  const said = Object.hasOwn(auth, 'token') ? auth.token : undefined;
  const token = said ?? /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined || token === null || token === '') {
    throw new Refused(wireError('UNAUTHENTICATED', 'Authentication required'));
  }
  if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS) {
    throw new Refused(wireError('UNAUTHENTICATED', 'Invalid token'));
  }
  return token;
}
