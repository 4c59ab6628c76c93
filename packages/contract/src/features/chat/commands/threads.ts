/** Threads: showing one, those I follow, following and reading them. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { Message, RoomRef, ThreadState } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const showThread = command({
  name: 'thread:show',
  summary: 'A thread: the message it hangs on and its last 50 answers, oldest first',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef, threadId: Id }),
  output: ThreadState.pick({ isFollowing: true, readSeq: true, unread: true }).extend({
    root: Message,
    replies: z.array(Message),
    hasOlder: z.boolean(),
  }),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/threads/:threadId' },
});

export const threads = command({
  name: 'thread:list',
  summary: 'The threads I follow, the one answered last first',
  effect: 'read',
  namespaces,
  input: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(100).optional(),
  }),
  output: page(ThreadState.pick({ roomId: true, readSeq: true, unread: true }).extend({ root: Message })),
  rest: { method: 'GET', path: '/api/chat/threads' },
});

export const followThread = command({
  name: 'thread:follow',
  summary: 'Follow a thread, or no longer; who answers in one follows it by themselves',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ roomId: RoomRef, threadId: Id, isOn: z.boolean(), clientId }),
  output: ThreadState,
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/threads/:threadId/follow' },
});

export const readThread = command({
  name: 'thread:read',
  summary: 'I have read a thread up to this message',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ roomId: RoomRef, threadId: Id, messageId: Id, clientId }),
  output: ThreadState,
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/threads/:threadId/read' },
});

export const threadsCommands = [showThread, threads, followThread, readThread] as const;
