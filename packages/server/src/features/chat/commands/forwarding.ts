/** Carrying a message into another room: a copy that says where it comes from. */
import { forward } from '@parley/contract/features/chat/commands/forwarding';
import { Forwarded } from '@parley/contract/features/chat/model';
import { type CommandContext, type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { carriesFiles } from '../attachments.ts';
import { mustPost, mustUpload } from '../checks.ts';
import type { OpenRoom } from '../directory.ts';
import { messageEvent, originOf } from '../events.ts';
import { mentionsIn, NO_MENTIONS } from '../mentions.ts';
import { causedBy } from '../message-causes.ts';
import { type MessageFields, messageJson } from '../message-json.ts';
import { type ChatParts, reader } from '../parts.ts';
import { slowedPost } from '../slow-mode.ts';
import { insertMessage, readMessage, type StoredMessage } from '../store/messages.ts';
import { NO_REACTIONS } from '../store/reactions.ts';
import { readRoomName } from '../store/rooms.ts';
import { messageText } from '../text.ts';
import { noSuchMessage } from './messages.ts';

/** What is said in words or files. What lives where it was made, as a poll does, is not copied. */
const FORWARDABLE: ReadonlySet<string> = new Set(['text', 'image', 'file']);

export function forwardingCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(forward, {
      lane: (input) => `room:${input.toRoomId}`,
      decide: async (context, input) => {
        const from = await parts.directory.open(context, input.roomId);
        const to = await parts.directory.open(context, input.toRoomId);
        mustPost(to.standing);
        const original = await readMessage(reader(parts), from.id, input.messageId);
        if (original === null || original.deletedAt !== null) noSuchMessage();
        if (!FORWARDABLE.has(original.type)) refuse('INVALID', 'Only what people wrote can be forwarded.');
        const withFiles = carriesFiles(original.type, original.metadata);
        if (withFiles) mustUpload(to.standing);
        const text = input.comment?.trim() ?? '';
        const comment = text === '' ? null : messageText(text, parts.limits);
        const mentions = comment === null ? NO_MENTIONS : await mentionsIn(parts, to, comment);
        const said: MessageFields[] = [];
        if (comment !== null) {
          const word = { type: 'text', content: comment, metadata: '{}', mentions: mentions.json };
          said.push(newMessage(context, to, word));
        }
        const { type, content } = original;
        const metadata = await withOrigin(parts, from, original);
        // Whom the original named was named there, not here.
        const copy = newMessage(context, to, { type, content, metadata, mentions: null });
        said.push(copy);
        const copyAt = said.length - 1;
        const toCopy = { userId: copy.userId, toRoomId: to.id, toMessageId: copy.id };
        const shared = withFiles
          ? await parts.attachments?.share({ ...toCopy, fromMessageId: original.id })
          : undefined;
        const origin = originOf(context);
        return {
          kind: 'write',
          write: {
            expect: from.id === to.id ? to.expect : [...from.expect, ...to.expect],
            statements: [
              ...said.map((message, at) => insertMessage(message, { seqOf: at })),
              ...mentions.statements(to.id, context.actor.userId),
              ...(shared ?? []),
              ...(to.slowModeSeconds === 0 ? [] : await slowedPost(parts, context, to)),
            ],
            appends: said.map((message) =>
              messageEvent(origin, to.id, 'chat:message', { id: message.id, json: messageJson(message) }),
            ),
            jobs: said.flatMap((message) => causedBy(parts.onMessage, message).jobs ?? []),
            answer: { kind: 'wrap', key: 'message', append: copyAt },
          },
        };
      },
    }),
  ];
}

function newMessage(
  context: CommandContext,
  room: OpenRoom,
  words: Pick<MessageFields, 'type' | 'content' | 'metadata' | 'mentions'>,
): MessageFields {
  const { userId, username, displayName } = context.actor;
  return {
    id: context.newId(),
    roomId: room.id,
    userId,
    username,
    displayName,
    ...words,
    clientId: null,
    threadId: null,
    replyTo: null,
    createdAt: context.at,
    editedAt: null,
    deletedAt: null,
    reactions: NO_REACTIONS,
    pinned: null,
    thread: null,
  };
}

/** What was forwarded before keeps its first origin. The name of a room that not everybody may find is not carried out of it. */
async function withOrigin(parts: ChatParts, from: OpenRoom, original: StoredMessage): Promise<string> {
  const metadata: Record<string, unknown> = JSON.parse(original.metadata);
  const known = Forwarded.safeParse(metadata.forwarded);
  if (known.success) return original.metadata;
  const isPublic = from.standing.visibility === 'public';
  const roomName = isPublic ? await readRoomName(reader(parts), from.id) : null;
  const forwarded: Forwarded = {
    messageId: original.id,
    roomId: from.id,
    ...(roomName === null ? {} : { roomName }),
    userId: original.userId,
    displayName: original.displayName,
    at: original.createdAt,
  };
  return JSON.stringify({ ...metadata, forwarded });
}
