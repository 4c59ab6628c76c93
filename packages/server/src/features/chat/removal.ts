/** Taking messages away: the tombstone that remains, and who is said to have done it. */
import type { Append, NewJob, Statement } from '../../kernel/index.ts';
import { carriesFiles } from './attachments.ts';
import { messageEvent, type Origin } from './events.ts';
import { forgetMentions } from './mentions.ts';
import { causedBy } from './message-causes.ts';
import { type MessageFields, messageJson } from './message-json.ts';
import { builder, type ChatParts } from './parts.ts';
import { type StoredMessage, updateMessage } from './store/messages.ts';
import { deleteReactions, NO_REACTIONS } from './store/reactions.ts';
import { forgetVersions } from './store/versions.ts';
import { unanswered } from './threads.ts';

/** Nothing that was said is left; others see whether its author took it back or somebody else did. */
function tombstone(message: StoredMessage, { actor, at }: Origin, reason: string): Partial<MessageFields> {
  const byModerator = { removedBy: 'moderator', ...(reason === '' ? {} : { reason }) };
  return {
    content: '',
    metadata: message.userId === actor ? '{}' : JSON.stringify(byModerator),
    deletedAt: at,
    reactions: NO_REACTIONS,
    pinned: null,
    mentions: null,
  };
}

export interface Removal {
  readonly statements: readonly Statement[];
  readonly appends: readonly Append[];
  /** What is to be done once nothing of it can be asked for any more. */
  readonly jobs: readonly NewJob[];
}

/**
 * Decided on the messages as they were read: a change meanwhile is a conflict. The appends are the first of the write set.
 * `reason` is shown where others' messages stood. Whoever deletes several gives the oldest first: answers change the message their thread begins at.
 */
export async function removal(
  parts: ChatParts,
  messages: readonly StoredMessage[],
  origin: Origin,
  reason = '',
): Promise<Removal> {
  const statements: Statement[] = [];
  const appends: Append[] = [];
  const jobs = messages.flatMap((message) => causedBy(parts.onRemoved, message).jobs ?? []);
  for (const [append, message] of messages.entries()) {
    const after = { ...message, ...tombstone(message, origin, reason) };
    statements.push(
      updateMessage(builder(parts), message, after, append),
      deleteReactions(builder(parts), message.id),
      // Nothing it ever said, or was answered, survives.
      forgetVersions(builder(parts), message.id),
      ...forgetMentions(parts, message),
      ...(message.threadId === null ? [] : unanswered(parts, message.threadId, append)),
    );
    const told = { id: message.id, json: messageJson(after, message.seq) };
    appends.push(messageEvent(origin, message.roomId, 'chat:deleted', told));
  }
  const carriers = messages.filter(({ type, metadata }) => carriesFiles(type, metadata));
  if (carriers.length === 0) return { statements, appends, jobs };
  const released = await parts.attachments?.detach(carriers.map(({ id }) => id));
  return {
    statements: [...statements, ...(released?.statements ?? [])],
    appends,
    jobs: [...jobs, ...(released?.jobs ?? [])],
  };
}
