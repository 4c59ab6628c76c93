/** Saying something, changing it, taking it back. */
import { edit, remove, send, typing } from '@parley/contract/features/chat/commands/messages';
import {
  type Append,
  type CommandContext,
  type CommandDef,
  type Decision,
  refuse,
  type Statement,
} from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { audited } from '../../audit/public.ts';
import { fileIdsOf } from '../attachments.ts';
import { mustEdit, mustPost, mustUpload } from '../checks.ts';
import type { OpenRoom } from '../directory.ts';
import { messageEvent, originOf } from '../events.ts';
import { mentionsAfter, mentionsIn, NO_MENTIONS } from '../mentions.ts';
import { causedBy } from '../message-causes.ts';
import { type MessageFields, messageJson, placedJson } from '../message-json.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { mayDelete } from '../policy.ts';
import { removal } from '../removal.ts';
import { slowedPost } from '../slow-mode.ts';
import {
  insertMessage,
  type RootRow,
  readMessage,
  readTargets,
  type StoredMessage,
  updateMessage,
} from '../store/messages.ts';
import { NO_REACTIONS } from '../store/reactions.ts';
import { keepVersion } from '../store/versions.ts';
import { messageText, metadataJson, storable } from '../text.ts';
import { answered, followedByName, NO_THREAD } from '../threads.ts';

const SEQ_OF_EVENT = { seqOf: 0 } as const;

export function messageCommands(parts: ChatParts): readonly CommandDef[] {
  const { directory, limits } = parts;
  return [
    // The hot path: with warm caches it reads nothing and compiles nothing.
    decides(send, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        mustPost(room.standing);
        const type = input.type ?? 'text';
        const id = context.newId();
        const fileIds = fileIdsOf(type, input.metadata);
        const carried =
          fileIds === null ? null : await carry(parts, context, room, id, type, fileIds, input.metadata);
        const metadata = carried?.metadata ?? metadataJson(input.metadata, limits);
        const carriesMore = type !== 'text' && metadata !== '{}';
        const content = messageText(input.content, limits, carriesMore);
        const threadId = input.threadId ?? null;
        const replyTo = input.replyTo ?? null;
        const root =
          threadId === null && replyTo === null ? null : await findRoot(parts, room.id, threadId, replyTo);
        const mentions = content.includes('@') ? await mentionsIn(parts, room, content) : NO_MENTIONS;
        const message: MessageFields = {
          id,
          roomId: room.id,
          userId: context.actor.userId,
          username: context.actor.username,
          displayName: context.actor.displayName,
          type,
          content,
          metadata,
          mentions: mentions.json,
          clientId: input.clientId === undefined ? null : storable(input.clientId, 'clientId'),
          threadId,
          replyTo,
          createdAt: context.at,
          editedAt: null,
          deletedAt: null,
          reactions: NO_REACTIONS,
          pinned: null,
          thread: null,
        };
        const told = { id: message.id, json: messageJson(message) };
        const said = [insertMessage(message, SEQ_OF_EVENT), ...mentions.statements(room.id, message.userId)];
        const thread = root === null ? NO_THREAD : await answered(parts, context, room, root, mentions.users);
        const slowed = room.slowModeSeconds === 0 ? [] : await slowedPost(parts, context, room);
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [...said, ...(carried?.statements ?? []), ...thread.statements, ...slowed],
            appends: [messageEvent(originOf(context), room.id, 'chat:message', told), ...thread.appends],
            ...causedBy(parts.onMessage, message),
            answer: { kind: 'wrap', key: 'message', append: 0 },
          },
        };
      },
    }),

    decides(edit, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null || message.deletedAt !== null) noSuchMessage();
        mustEdit(room.standing, message.userId === context.actor.userId);
        if (message.type === 'system') refuse('FORBIDDEN', 'What the server said cannot be changed.');
        const mayBeEmpty = message.type !== 'text' && message.metadata !== '{}';
        const content = messageText(input.content, limits, mayBeEmpty);
        if (content === message.content) return reply(message);
        const { json: mentions, added, statements } = await mentionsAfter(parts, room, message, content);
        const changes = { content, mentions, editedAt: context.at };
        const follows = await followsOfEdit(parts, context, room, message, added);
        const more = [keepVersion(message), ...statements, ...follows.statements];
        return change(parts, context, room, message, changes, more, follows.appends);
      },
    }),

    decides(remove, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null) noSuchMessage();
        if (!mayDelete(room.standing, message.userId === context.actor.userId)) {
          refuse('FORBIDDEN', 'Only its author or a moderator may delete a message.');
        }
        if (message.type === 'system') refuse('FORBIDDEN', 'What the server said cannot be deleted.');
        // It is gone already, which is what was asked for.
        if (message.deletedAt !== null) return reply(message);
        const origin = originOf(context);
        const isAuthor = message.userId === origin.actor;
        const account = { action: remove.name, target: { kind: 'message', id: message.id } } as const;
        const details = { author: message.userId };
        const accounted = isAuthor
          ? []
          : [audited(context, { ...account, roomId: room.id, reason: input.reason, details })];
        const gone = await removal(parts, [message], origin, input.reason);
        return {
          kind: 'write',
          write: {
            ...gone,
            expect: room.expect,
            statements: [...gone.statements, ...accounted],
            answer: { kind: 'wrap', key: 'message', append: 0 },
          },
        };
      },
    }),

    decides(typing, {
      decide: async (context, { roomId, isTyping }) => {
        const room = await directory.open(context, roomId);
        mustPost(room.standing);
        const { userId, username } = context.actor;
        const data = { roomId: room.id, userId, username, isTyping };
        return { kind: 'signal', signal: { channel: room.channel, type: 'chat:typing', data } };
      },
    }),
  ];
}

/** What a message carries besides words: its metadata with the files in place of their ids. */
async function carry(
  parts: ChatParts,
  { actor }: CommandContext,
  room: OpenRoom,
  messageId: string,
  type: string,
  fileIds: readonly string[],
  metadata: Readonly<Record<string, unknown>> | undefined,
): Promise<{ readonly statements: readonly Statement[]; readonly metadata: string } | null> {
  if (type !== 'image' && type !== 'file') return null;
  mustUpload(room.standing);
  if (!parts.attachments) refuse('UNSUPPORTED', 'This server keeps no files.');
  const { fileIds: _, ...rest } = metadata ?? {};
  metadataJson(rest, parts.limits);
  const posting = { userId: actor.userId, roomId: room.id, messageId, type, fileIds } as const;
  const { statements, files } = await parts.attachments.attach(posting);
  return { statements, metadata: JSON.stringify({ ...rest, files }) };
}

export function noSuchMessage(): never {
  refuse('NOT_FOUND', 'There is no such message in this room.');
}

function reply(message: StoredMessage): Decision {
  return { kind: 'reply-json', json: `{"message":${placedJson(message)}}` };
}

/** Whom an answer names only now follows its thread as if it had from the first. */
async function followsOfEdit(
  parts: ChatParts,
  context: CommandContext,
  room: OpenRoom,
  { threadId, seq }: StoredMessage,
  added: readonly string[],
) {
  if (threadId === null || added.length === 0) return NO_THREAD;
  const [root] = await readTargets(reader(parts), room.id, [threadId]);
  return root === undefined ? NO_THREAD : followedByName(parts, context, room, root, added, seq - 1);
}

/** Decided on the message as it was read: another change meanwhile is a conflict, and decided anew. */
function change(
  parts: ChatParts,
  context: CommandContext,
  room: OpenRoom,
  message: StoredMessage,
  changes: Partial<MessageFields>,
  more: readonly Statement[] = [],
  told: readonly Append[] = [],
): Decision {
  const changed = { ...message, ...changes };
  const updated = { id: message.id, json: messageJson(changed, message.seq) };
  return {
    kind: 'write',
    write: {
      expect: room.expect,
      statements: [updateMessage(builder(parts), message, changed), ...more],
      appends: [messageEvent(originOf(context), room.id, 'chat:updated', updated), ...told],
      ...causedBy(parts.onMessage, changed),
      answer: { kind: 'wrap', key: 'message', append: 0 },
    },
  };
}

/** What one answers, or whose thread one writes in, must be in this room; threads do not nest. The thread's beginning. */
async function findRoot(
  parts: ChatParts,
  roomId: string,
  threadId: string | null,
  replyTo: string | null,
): Promise<RootRow | null> {
  const ids = [threadId, replyTo].filter((id) => id !== null);
  const found = new Map((await readTargets(reader(parts), roomId, ids)).map((row) => [row.id, row]));
  if (ids.some((id) => !found.has(id))) noSuchMessage();
  const root = threadId === null ? undefined : found.get(threadId);
  if (root !== undefined && root.threadId !== null) {
    refuse('INVALID', 'A thread starts at a message of the main timeline.', {
      details: [{ path: 'threadId', message: 'is itself part of a thread' }],
    });
  }
  return root ?? null;
}
