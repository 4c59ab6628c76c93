import { createSigner } from 'fast-jwt';
import { describe, expect, test } from 'vitest';
import { accessTokens } from './access-tokens.ts';
import { sharedKeys } from './keys.ts';

const LIFE_MS = 900_000;
const secret = 'a-secret-of-thirty-two-characters';
const ring = sharedKeys([secret]);
const tokens = accessTokens(ring, LIFE_MS);
const login = { userId: 'u1', loginId: 'l1' };
const NOW = Date.UTC(2026, 0, 1);
const { kid } = ring.current(NOW);

/** A token somebody else might make. */
const forged = (options: object, claims: object = {}) =>
  createSigner({ algorithm: 'HS256', key: secret, kid, ...options })({
    sub: 'u1',
    lid: 'l1',
    iat: NOW / 1000,
    exp: NOW / 1000 + 60,
    ...claims,
  });

describe('an access token', () => {
  test('names the person and the login until it expires, and not a moment longer', () => {
    const { token, expiresAt } = tokens.issue(login, NOW);
    expect(expiresAt).toBe(new Date(NOW + LIFE_MS).toISOString());
    expect(tokens.verify(token, NOW + LIFE_MS - 1)).toEqual(login);
    expect(tokens.verify(token, NOW + LIFE_MS)).toBeNull();
  });

  test('signed by a key that was replaced is still good', () => {
    const { token } = tokens.issue(login, NOW);
    const after = accessTokens(sharedKeys(['another-secret-of-thirty-two-char', secret]), LIFE_MS);
    expect(after.verify(token, NOW)).toEqual(login);
  });

  test('made the way ours are is accepted: what the refusals below differ in is what refuses them', () => {
    expect(tokens.verify(forged({}), NOW)).toEqual(login);
  });

  test.each([
    ['another secret', forged({ key: 'some-other-secret-of-the-attacker' })],
    ['an unknown key id', forged({ kid: 'nobody' })],
    ['another algorithm', forged({ algorithm: 'HS512' })],
    ['no signature', `${forged({}).split('.').slice(0, 2).join('.')}.`],
    [
      'the algorithm "none"',
      createSigner({ algorithm: 'none', kid })({ sub: 'u1', lid: 'l1', iat: 1, exp: 9e9 }),
    ],
    ['no login', forged({}, { lid: undefined })],
    ['no end', forged({}, { exp: undefined })],
    ['nothing', ''],
    ['nonsense', 'a.b.c'],
    ['a megabyte', 'x'.repeat(1_048_576)],
  ])('with %s is refused', (_, token) => {
    expect(tokens.verify(token, NOW)).toBeNull();
  });

  test('whose person was changed is refused', () => {
    const [head, , signature] = tokens.issue(login, NOW).token.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'u2', lid: 'l1', iat: 0, exp: 9e9 })).toString(
      'base64url',
    );
    expect(tokens.verify(`${head}.${claims}.${signature}`, NOW)).toBeNull();
  });
});
