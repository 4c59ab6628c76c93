/** One thread as a person uses it: a conversation of its own beside the room's. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import type { RoomHandle, RoomView } from './api.ts';
import type { Channels } from './channels/channels.ts';
import type { ChannelEvent } from './channels/events.ts';
import { type ParleyError, toParleyError } from './errors.ts';
import { shownTimeline } from './projections/conversation.ts';
import { type ThreadState, threadAfter, threadWithOlder } from './projections/thread.ts';
import type { CommandQueue } from './queue/queue.ts';
import { createStore } from './store.ts';

const PAGE = 50;

export interface ThreadParts {
  readonly threadId: string;
  /** The room it is in, which is open as long as this is. */
  readonly room: RoomHandle;
  readonly channels: Channels;
  readonly queue: CommandQueue;
  readonly call: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;
  readonly me: () => Me | null;
}

/**
 * Follows the room's events first and asks for the thread then: what an event changes twice is changed once, since every
 * message tells which event it is known to.
 */
export function createThread(parts: ThreadParts): RoomHandle {
  const { threadId, room, queue, call } = parts;
  const view = createStore<RoomView>({ status: 'closed', conversation: null, error: null });
  let state: ThreadState | null = null;
  let error: ParleyError | null = null;
  let isShown = false;
  /** Told while the thread was being asked for. */
  let early: ChannelEvent[] = [];
  let leave: (() => void)[] = [];
  let asking: Promise<void> | null = null;

  const roomId = () => room.state.getSnapshot().conversation?.room.id ?? room.id;

  const publish = () => {
    const me = parts.me();
    const { conversation: around } = room.state.getSnapshot();
    if (error !== null) {
      view.set({ status: 'failed', conversation: null, error: error.wire });
      return;
    }
    if (!isShown) {
      view.set({ status: 'closed', conversation: null, error: null });
      return;
    }
    if (state === null || me === null || around === null) {
      view.set({ status: 'loading', conversation: null, error: null });
      return;
    }
    const { root, replies, hasOlder } = state;
    const messages = hasOlder ? replies : [root, ...replies];
    const timeline = { ...around, messages, hasOlder, hasNewer: false, threadId, typing: [] };
    view.set({
      status: 'open',
      conversation: shownTimeline(timeline, queue.state.getSnapshot(), me),
      error: null,
    });
  };

  const ask = async () => {
    early = [];
    const { root, replies, hasOlder } = await call('thread:show', { roomId: roomId(), threadId });
    state = early.reduce(threadAfter, { root, replies, hasOlder });
    early = [];
    publish();
  };

  const askAgain = () => {
    asking ??= ask()
      .catch((thrown: unknown) => {
        error = toParleyError(thrown);
        publish();
        throw error;
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  const open = async () => {
    if (!isShown) {
      isShown = true;
      error = null;
      publish();
      await room.open();
      if (!isShown) return;
      leave = [
        parts.channels.attend(`room:${roomId()}`, {
          // The past was lost: what is known may lack something.
          snapshot: () => void askAgain().catch(() => undefined),
          event: (event) => {
            if (state === null) early.push(event);
            else {
              const next = threadAfter(state, event);
              if (next === state) return;
              state = next;
              publish();
            }
          },
        }),
        queue.state.subscribe(publish),
        room.state.subscribe(publish),
      ];
    }
    if (state === null) await askAgain();
  };

  let loading: Promise<void> | null = null;
  const older = async () => {
    const first = state?.replies[0];
    if (state === null || first === undefined || !state.hasOlder) return;
    const page = await call('chat:history', { roomId: roomId(), threadId, before: first.id, limit: PAGE });
    if (state !== null) state = threadWithOlder(state, page.items, page.next !== null);
    publish();
  };

  return {
    ...room,
    state: view,
    open,
    close: () => {
      isShown = false;
      state = null;
      for (const stop of leave) stop();
      leave = [];
      publish();
    },
    loadOlder: () => {
      loading ??= older().finally(() => {
        loading = null;
      });
      return loading;
    },
    loadNewer: async () => {},
    loadAround: async () => {},
    showLatest: () => {},
    send: (content, extra = {}) => room.send(content, { ...extra, threadId }),
    markRead: (messageId) => queue.enqueue('thread:read', { roomId: roomId(), threadId, messageId }),
    setTyping: () => {},
  };
}
