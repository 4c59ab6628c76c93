/** Why a command failed, and what to do about it. */
import { explain } from '../explain.ts';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
  'EAI_AGAIN',
]);
const SQLITE_FULL = 13;

export function explainCommand(cause: unknown): string {
  const code = field(cause, 'code');
  const message = cause instanceof Error ? cause.message : String(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || field(cause, 'errcode') === SQLITE_FULL) {
    return 'The disk is full. Make room and try again; nothing was left half done.';
  }
  if (UNREACHABLE.has(String(code)) || /timeout expired|Connection terminated/.test(message)) {
    return `The database can’t be reached, or was lost (${code ?? message}). Check its address and that it runs, and try again; nothing was left half done.`;
  }
  // SQLSTATE: wrong password or none, no such role; no such database; not permitted.
  if (code === '28P01' || code === '28000')
    return `PostgreSQL refused to let it in: ${message}. Check user and password.`;
  if (code === '3D000') return `PostgreSQL says: ${message}. Create it first: createdb <name>.`;
  return explain(cause, '');
}

function field(cause: unknown, name: 'code' | 'errcode'): unknown {
  if (typeof cause !== 'object' || cause === null) return undefined;
  return name in cause ? (cause as Readonly<Record<string, unknown>>)[name] : undefined;
}
