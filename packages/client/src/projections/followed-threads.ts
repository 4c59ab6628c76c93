/**
 * The threads I follow, with what is unread in each: (state, input) -> state, pure. A count of the server is true at one
 * seq of the thread's room; what events told after it is counted here.
 */
import type { Message, ThreadState } from '@parley/contract/features/chat/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';

export interface FollowedThread {
  readonly threadId: string;
  readonly roomId: string;
  readonly unread: number;
}

interface Followed extends FollowedThread {
  readonly readSeq: number;
  readonly asOf: number;
}

/** An answer by somebody else. */
interface Reply {
  readonly threadId: string;
  /** Of the message. */
  readonly seq: number;
  readonly isGone: boolean;
}

export interface FollowedThreads {
  readonly me: string;
  readonly followed: Readonly<Record<string, Followed>>;
  /** The last answers told, for counts that were made before them and come after. Bounded. */
  readonly recent: readonly Reply[];
}

export type FollowedThreadsInput =
  | { readonly kind: 'snapshot'; readonly threads: readonly ThreadState[] }
  | { readonly kind: 'event'; readonly event: ChannelEvent };

const MAX_RECENT = 200;

export function noThreads(me: string): FollowedThreads {
  return { me, followed: {}, recent: [] };
}

export function projectFollowedThreads(state: FollowedThreads, input: FollowedThreadsInput): FollowedThreads {
  if (input.kind === 'snapshot') {
    const followed = input.threads.map((thread) => [thread.threadId, counted(state, thread)] as const);
    return { ...state, followed: Object.fromEntries(followed) };
  }
  const { event } = input;
  switch (event.type) {
    case 'thread:followed':
    case 'thread:read':
      return withState(state, dataOf<'thread:followed'>(event));
    case 'chat:message':
      return afterReply(state, dataOf<'chat:message'>(event));
    case 'chat:deleted':
      return afterDeletion(state, dataOf<'chat:deleted'>(event), event.seq);
    case 'room:left':
    case 'room:removed':
      return event.channel.startsWith('user:') ? without(state, dataOf<'room:left'>(event).roomId) : state;
    default:
      return state;
  }
}

/** Those with something unread first told by the caller's own order; here by thread. */
export function followedThreads(state: FollowedThreads): readonly FollowedThread[] {
  return Object.values(state.followed).map(({ threadId, roomId, unread }) => ({ threadId, roomId, unread }));
}

function counted(state: FollowedThreads, told: ThreadState): Followed {
  const { threadId, roomId, readSeq, asOf } = told;
  const since = state.recent.filter(
    (reply) => reply.threadId === threadId && reply.seq > asOf && reply.seq > readSeq && !reply.isGone,
  );
  const last = state.recent.findLast((reply) => reply.threadId === threadId);
  return {
    threadId,
    roomId,
    readSeq,
    unread: told.unread + since.length,
    asOf: Math.max(asOf, last?.seq ?? 0),
  };
}

function withState(state: FollowedThreads, told: ThreadState): FollowedThreads {
  if (told.isFollowing) {
    return { ...state, followed: { ...state.followed, [told.threadId]: counted(state, told) } };
  }
  const { [told.threadId]: _, ...followed } = state.followed;
  return { ...state, followed };
}

function afterReply(state: FollowedThreads, message: Message): FollowedThreads {
  const { threadId, seq, userId, deletedAt } = message;
  if (threadId === undefined || userId === state.me) return state;
  const reply = { threadId, seq, isGone: deletedAt !== null };
  const recent = [...state.recent, reply].slice(-MAX_RECENT);
  const thread = state.followed[threadId];
  if (thread === undefined || seq <= thread.asOf) return { ...state, recent };
  const counts = !reply.isGone && seq > thread.readSeq;
  const next = { ...thread, asOf: seq, unread: thread.unread + (counts ? 1 : 0) };
  return { ...state, recent, followed: { ...state.followed, [threadId]: next } };
}

/** `seq` is the deletion's own. */
function afterDeletion(state: FollowedThreads, message: Message, seq: number): FollowedThreads {
  const { threadId, userId } = message;
  if (threadId === undefined || userId === state.me) return state;
  const known = state.recent.find((reply) => reply.threadId === threadId && reply.seq === message.seq);
  // Recovery told it as gone already: it was never counted.
  if (known?.isGone === true) return state;
  const recent = state.recent.map((reply) => (reply === known ? { ...reply, isGone: true } : reply));
  const thread = state.followed[threadId];
  const counted = thread !== undefined && seq > thread.asOf && message.seq > thread.readSeq;
  if (!counted) return { ...state, recent };
  const next = { ...thread, asOf: seq, unread: Math.max(0, thread.unread - 1) };
  return { ...state, recent, followed: { ...state.followed, [threadId]: next } };
}

function without(state: FollowedThreads, roomId: string): FollowedThreads {
  const left = Object.entries(state.followed).filter(([, thread]) => thread.roomId !== roomId);
  return { ...state, followed: Object.fromEntries(left) };
}
