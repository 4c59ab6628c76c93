/** Live: channels and presence, as every connection sees them. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const live = {
  name: 'live',
  commands: [
    commands.subscribe,
    commands.unsubscribe,
    commands.setPresence,
    commands.watchPresence,
    commands.sync,
  ],
  events: [events.presenceChanged, events.sessionClosing, events.refused],
  routes: [],
} as const satisfies FeatureContract;
