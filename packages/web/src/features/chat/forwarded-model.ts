/** Where a forwarded message comes from, out of its metadata: told by the server alone, and looked at before it is shown. */
import type { Forwarded } from '@parley/contract/features/chat/model';

const NEEDED = ['messageId', 'roomId', 'userId', 'displayName', 'at'] as const;

export function forwardedOf(metadata: Readonly<Record<string, unknown>>): Forwarded | null {
  const { forwarded } = metadata;
  if (typeof forwarded !== 'object' || forwarded === null) return null;
  const told: Readonly<Record<string, unknown>> = { ...forwarded };
  if (NEEDED.some((name) => typeof told[name] !== 'string')) return null;
  if (told.roomName !== undefined && typeof told.roomName !== 'string') return null;
  // Every property was just looked at.
  return told as Forwarded;
}
