/** Cursors of lists: where the last page ended, opaque to clients. */
import { refuse } from '../../kernel/index.ts';

export function encodeCursor(...keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The keys it was made of, none without a cursor. Refuses what this server didn't make, or made for another list. */
export function decodeCursor(cursor: string | undefined, length: number): readonly string[] {
  if (cursor === undefined) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === length && keys.every(isKey)) return keys;
  } catch {
    // Not JSON: refused below, like everything else that is no cursor.
  }
  return refuse('INVALID', 'This cursor is none of ours. Begin again without one.', {
    details: [{ path: 'cursor', message: 'is not a cursor' }],
  });
}

function isKey(key: unknown): key is string {
  return typeof key === 'string' && !key.includes('\0');
}
