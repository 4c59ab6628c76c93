/** What is believed of an address somebody was sent to. */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Only a way inside: an address elsewhere would let a link send people off after they sign in. */
export function insidePath(value: unknown): string | undefined {
  const path = text(value);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}
