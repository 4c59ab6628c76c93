/** Ids this client chooses: idempotency keys. */

/**
 * A UUIDv7 (RFC 9562 §5.7): ids of one moment lie side by side in the server's index, so a batch of commands touches one
 * page of it instead of one each. Made by hand, because `crypto.randomUUID` exists in secure contexts only, and a first
 * server on a home network is none.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Math.trunc(now).toString(16).padStart(12, '0');
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
