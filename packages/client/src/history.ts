/** Reads a room backwards, and around a message. One page at a time: scrolling asks faster than pages come. */
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import { merge } from './projections/messages.ts';
import type { RoomInput, RoomState } from './projections/room.ts';

const PAGE = 50;

export interface History {
  readonly older: () => Promise<void>;
  readonly newer: () => Promise<void>;
  readonly around: (messageId: string) => Promise<void>;
  readonly at: (at: string) => Promise<string | null>;
}

type Call = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;

export function createHistory(
  read: () => RoomState | null,
  apply: (input: RoomInput) => void,
  call: Call,
): History {
  const older = async () => {
    const state = read();
    if (state === null) return;
    const { stretch } = state;
    const first = (stretch ?? state).messages[0];
    if (first === undefined || !(stretch ?? state).hasOlder) return;
    const page = await call('chat:history', { roomId: state.room.id, before: first.id, limit: PAGE });
    const hasOlder = page.next !== null && page.items.length > 0;
    if (stretch === null) return apply({ kind: 'older', messages: page.items, hasOlder });
    const now = read()?.stretch;
    if (now?.messages[0]?.id !== first.id) return;
    apply({ kind: 'stretch', stretch: { ...now, messages: merge(now.messages, page.items), hasOlder } });
  };

  const newer = async () => {
    const state = read();
    const last = state?.stretch?.messages.at(-1);
    if (!state || last === undefined) return;
    const page = await call('chat:history', { roomId: state.room.id, after: last.id, limit: PAGE });
    const now = read()?.stretch;
    if (now?.messages.at(-1)?.id !== last.id) return;
    const hasNewer = page.next !== null && page.items.length > 0;
    apply({ kind: 'stretch', stretch: { ...now, messages: merge(now.messages, page.items), hasNewer } });
  };

  const around = async (messageId: string) => {
    const state = read();
    if (state === null || state.messages.some((message) => message.id === messageId))
      return apply({ kind: 'latest' });
    const { items } = await call('chat:history', { roomId: state.room.id, around: messageId, limit: PAGE });
    // Whether the ends go on is not said; asking for the next page tells.
    apply({ kind: 'stretch', stretch: { messages: items, hasOlder: true, hasNewer: true } });
  };

  const at = async (time: string) => {
    const state = read();
    if (state === null) return null;
    const { items } = await call('chat:history', { roomId: state.room.id, at: time, limit: PAGE });
    const first = items.find((message) => Date.parse(message.createdAt) >= Date.parse(time)) ?? items.at(-1);
    if (first === undefined) return null;
    apply({ kind: 'stretch', stretch: { messages: items, hasOlder: true, hasNewer: true } });
    return first.id;
  };

  return { older: oneAtATime(older), newer: oneAtATime(newer), around, at };
}

function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  return () => {
    underWay ??= task().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
