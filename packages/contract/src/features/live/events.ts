import { z } from 'zod';
import { Closing } from '../../kernel/closing.ts';
import { event } from '../../kernel/define.ts';
import { WireError } from '../../kernel/errors.ts';
import { PresenceChanged } from '../../kernel/presence.ts';

export const presenceChanged = event({
  name: 'presence:changed',
  summary: 'Somebody I share a channel with, or look at, came, went or changed state',
  on: ['user'],
  durable: false,
  namespaces: ['/chat'],
  data: PresenceChanged,
});

export const sessionClosing = event({
  name: 'session:closing',
  summary: 'The server is about to end this connection',
  on: [],
  durable: false,
  namespaces: ['/chat'],
  data: Closing,
});

export const refused = event({
  name: 'error',
  summary: 'A command that asked for no acknowledgement was refused',
  on: [],
  durable: false,
  namespaces: ['/chat'],
  data: WireError.extend({ command: z.string() }),
});
