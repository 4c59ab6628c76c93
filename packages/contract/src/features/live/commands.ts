/** What every channel can do, whatever its feature: subscribe, resume, be present. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { Resumed } from '../../kernel/envelope.ts';
import { Refusal } from '../../kernel/errors.ts';
import { ChannelName, Position } from '../../kernel/position.ts';
import { PresenceChanged, SettablePresence } from '../../kernel/presence.ts';
import { Id } from '../../kernel/scalars.ts';

export const subscribe = command({
  name: 'channel:subscribe',
  summary: 'Follow a channel, resuming after a position; `more` means ask again from the position given',
  effect: 'session',
  namespaces: ['/chat'],
  input: z.object({ channel: ChannelName, position: Position.optional() }),
  output: Resumed,
});

export const unsubscribe = command({
  name: 'channel:unsubscribe',
  summary: 'Stop following a channel',
  effect: 'session',
  namespaces: ['/chat'],
  input: z.object({ channel: ChannelName }),
  output: z.object({}),
});

export const setPresence = command({
  name: 'presence:set',
  summary: 'Say how present this connection is',
  effect: 'session',
  rate: 'signals',
  namespaces: ['/chat'],
  input: z.object({ status: SettablePresence, text: z.string().max(100).optional() }),
  output: z.object({}),
});

/** The most people one connection may look at. */
export const MAX_WATCHED = 500;

export const watchPresence = command({
  name: 'presence:watch',
  summary: 'Look at these people and at nobody else: how they are now, and from now on what changes',
  effect: 'session',
  namespaces: ['/chat'],
  input: z.object({ userIds: z.array(Id).max(MAX_WATCHED) }),
  output: z.object({ states: z.array(PresenceChanged) }),
});

/** The most channels one `chat:sync` may carry. */
export const MAX_SYNC_CHANNELS = 200;

export const sync = command({
  name: 'chat:sync',
  summary: 'Resume many channels at once: the call after connecting. Never changes membership',
  effect: 'session',
  namespaces: ['/chat'],
  input: z.object({
    positions: z
      .record(ChannelName, Position)
      .refine((all) => Object.keys(all).length <= MAX_SYNC_CHANNELS, `at most ${MAX_SYNC_CHANNELS} channels`),
  }),
  output: z.record(ChannelName, z.union([Resumed, Refusal])),
});
