/** What is said in a room. */
import { z } from 'zod';
import { event } from '../../../kernel/define.ts';
import { Id } from '../../../kernel/scalars.ts';
import { Message, Pin, Reaction } from '../model.ts';

const namespaces = ['/chat'];

export const message = event({
  name: 'chat:message',
  summary: 'Somebody said something',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const updated = event({
  name: 'chat:updated',
  summary: 'A message was edited: its present state',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const deleted = event({
  name: 'chat:deleted',
  summary: 'A message was deleted: its tombstone',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const reaction = event({
  name: 'chat:reaction',
  summary: 'Somebody reacted to a message, or no longer',
  on: ['room'],
  durable: true,
  namespaces,
  data: Reaction,
});

export const pinned = event({
  name: 'chat:pinned',
  summary: 'A message was pinned, or no longer',
  on: ['room'],
  durable: true,
  namespaces,
  data: Pin,
});

export const typing = event({
  name: 'chat:typing',
  summary: 'Somebody is typing, or no longer',
  on: ['room'],
  durable: false,
  namespaces,
  data: z.object({ roomId: Id, userId: Id, username: z.string(), isTyping: z.boolean() }),
});

export const messagesEvents = [message, updated, deleted, reaction, pinned, typing] as const;
