/** When things may happen later: not before now, and not in another life. */
import { refuse } from '../kernel/index.ts';

/** Milliseconds since the Unix epoch; refuses a time that is past or too far ahead. `path` names the field. */
export function timeAhead(at: string, path: string, nowMs: number, maxAheadMs: number): number {
  const ms = Date.parse(at);
  const wrong = (message: string) =>
    refuse('INVALID', `This time ${message}. Choose another.`, { details: [{ path, message }] });
  if (ms <= nowMs) return wrong('is past');
  if (ms > nowMs + maxAheadMs) return wrong('is more than a year away');
  return ms;
}
