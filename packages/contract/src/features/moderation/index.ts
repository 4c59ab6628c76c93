/** Moderation: reports, and what is done about people. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const moderation = {
  name: 'moderation',
  commands: [
    commands.mute,
    commands.unmute,
    commands.ban,
    commands.unban,
    commands.sanctions,
    commands.create,
    commands.list,
    commands.resolve,
  ],
  events: [events.created, events.resolved],
  routes: [],
} as const satisfies FeatureContract;
