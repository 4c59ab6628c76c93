/**
 * What whoever runs the server can do about a Redis that is there and can’t be used. REDIS_URL is never repeated: it may
 * hold a password.
 */

const UNTRUSTED =
  'Its certificate is not trusted: name a file with the authority that signed it in NODE_EXTRA_CA_CERTS.';

const BY_CODE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: 'Its certificate has expired: renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is not for the name in REDIS_URL: use one that it is for.',
};

const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:WRONGPASS|NOAUTH)/,
    'It refuses user or password: check those in REDIS_URL, where special characters stand as %XX.',
  ],
  [/^NOPERM/, 'Its user may not do what Parley needs: docs/operations.md says what that is.'],
  [/cluster support disabled/, 'It is no cluster: give one address in REDIS_URL, without ?cluster=true.'],
];

/** Null where there is nothing to do but to bring it back. */
export function redisAdvice(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null;
  const { message } = cause;
  const code = 'code' in cause ? String(cause.code) : '';
  return BY_CODE[code] ?? BY_MESSAGE.find(([words]) => words.test(message))?.[1] ?? null;
}
