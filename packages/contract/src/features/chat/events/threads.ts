/** What I am to threads. What is said in them are messages of the room. */
import { event } from '../../../kernel/define.ts';
import { ThreadState } from '../model.ts';

const namespaces = ['/chat'];

export const followed = event({
  name: 'thread:followed',
  summary: 'I follow a thread from now on, or no longer',
  on: ['user'],
  durable: true,
  namespaces,
  data: ThreadState,
});

export const threadRead = event({
  name: 'thread:read',
  summary: 'I read in a thread, here or on another device',
  on: ['user'],
  durable: true,
  namespaces,
  data: ThreadState,
});

export const threadsEvents = [followed, threadRead] as const;
