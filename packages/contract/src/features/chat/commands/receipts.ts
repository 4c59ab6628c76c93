/** Who has got and read what was said. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, Time } from '../../../kernel/scalars.ts';
import { User } from '../../accounts/model.ts';
import { RoomRef } from '../model.ts';

const namespaces = ['/chat'];

/** `at`: when they last read on in the room, and so the latest time they can have read the message. */
const Receipt = z.object({ user: User, at: Time });

export const receipts = command({
  name: 'chat:receipts',
  summary: 'Who has read a message, of those who let others know: how many, and the latest 50',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id }),
  output: z.object({ count: z.number().int(), items: z.array(Receipt) }),
  rest: { method: 'GET', path: '/api/chat/messages/:roomId/:messageId/receipts' },
});

export const delivered = command({
  name: 'chat:delivered',
  summary: 'What was said up to this message has reached a device of mine; told in small rooms only',
  effect: 'signal',
  quiet: true,
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, seq: z.number().int().positive() }),
  output: z.object({}),
});

/** What a person decides about themself in chat. */
const Preferences = z.object({ receipts: z.boolean() });

export const preferences = command({
  name: 'chat:my-preferences',
  summary: 'Whether others are told what I have read',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: Preferences,
  rest: { method: 'GET', path: '/api/chat/preferences' },
});

export const setPreferences = command({
  name: 'chat:set-preferences',
  summary: 'Let others know what I have read, or not',
  effect: 'write',
  quiet: true,
  namespaces,
  input: Preferences.extend({ clientId: ClientId.optional() }),
  output: Preferences,
  rest: { method: 'PUT', path: '/api/chat/preferences' },
});

export const receiptsCommands = [receipts, delivered, preferences, setPreferences] as const;
