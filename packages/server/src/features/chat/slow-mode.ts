/** Slow mode: one message per interval and person, decided by the database, so that devices and nodes share one pace. */
import { type CommandContext, refuse, type Statement } from '../../kernel/index.ts';
import type { OpenRoom } from './directory.ts';
import { builder, type ChatParts, reader } from './parts.ts';
import { isSlowed } from './policy.ts';
import { markPosted, readLastPost } from './store/slow-posts.ts';

/** What posting now writes besides, where the room is slow to them. Refuses with RATE_LIMITED while it is too early. */
export async function slowedPost(
  parts: ChatParts,
  { actor, at }: Pick<CommandContext, 'actor' | 'at'>,
  { id: roomId, standing, slowModeSeconds }: OpenRoom,
): Promise<readonly Statement[]> {
  if (!isSlowed(standing)) return [];
  const intervalMs = slowModeSeconds * 1000;
  const now = Date.parse(at);
  const last = await readLastPost(reader(parts), roomId, actor.userId);
  // Another node's clock may be ahead; nobody waits longer than the interval for it.
  const retryAfterMs = last === null ? 0 : Math.min(Date.parse(last) + intervalMs - now, intervalMs);
  if (retryAfterMs > 0) {
    refuse('RATE_LIMITED', `This room is slow: one message every ${slowModeSeconds} s.`, {
      retryAfterMs,
      details: [{ path: 'roomId', message: 'slow mode' }],
    });
  }
  const notAfter = new Date(now - intervalMs).toISOString();
  return [markPosted(builder(parts), { roomId, userId: actor.userId, at, notAfter })];
}
