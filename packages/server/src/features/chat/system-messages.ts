/** What the server says in a room about the room: a message by whoever did it, in English for who can't read its metadata. */
import type { Append, CommandContext, Statement } from '../../kernel/index.ts';
import { messageEvent, originOf } from './events.ts';
import { type MessageFields, messageJson } from './message-json.ts';
import { insertMessage } from './store/messages.ts';
import { NO_REACTIONS } from './store/reactions.ts';

/** What happened, as its metadata tells it, for clients to say in their reader's language. */
export type RoomFact =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'archived' }
  | { readonly kind: 'unarchived' };

/** `append` is its place among the write set's appends. */
export function systemMessage(
  context: Pick<CommandContext, 'actor' | 'at' | 'newId'>,
  roomId: string,
  fact: RoomFact,
  append: number,
): { readonly statement: Statement; readonly append: Append } {
  const { actor, at } = context;
  const message: MessageFields = {
    id: context.newId(),
    roomId,
    userId: actor.userId,
    username: actor.username,
    displayName: actor.displayName,
    type: 'system',
    content: inEnglish(fact),
    metadata: JSON.stringify(fact),
    clientId: null,
    threadId: null,
    replyTo: null,
    createdAt: at,
    editedAt: null,
    deletedAt: null,
    reactions: NO_REACTIONS,
    pinned: null,
    thread: null,
  };
  return {
    statement: insertMessage(message, { seqOf: append }),
    append: messageEvent(originOf(context), roomId, 'chat:message', {
      id: message.id,
      json: messageJson(message),
    }),
  };
}

function inEnglish(fact: RoomFact): string {
  switch (fact.kind) {
    case 'name':
      return `renamed the room to “${fact.name}”`;
    case 'topic':
      return fact.topic === '' ? 'removed the topic' : `changed the topic to “${fact.topic}”`;
    case 'archived':
      return 'archived the room';
    case 'unarchived':
      return 'brought the room back from the archive';
  }
}
