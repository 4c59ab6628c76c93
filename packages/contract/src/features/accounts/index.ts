/** Accounts: who one is, and how one proves it. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';
import * as rest from './rest.ts';
import { setStatus } from './status.ts';

export const accounts = {
  name: 'accounts',
  commands: [
    commands.me,
    commands.update,
    commands.changePassword,
    commands.people,
    commands.setRole,
    commands.setDisabled,
    commands.invite,
    setStatus,
  ],
  events: [events.userUpdated],
  routes: [rest.setupStatus, rest.setup, rest.register, rest.login, rest.refresh, rest.logout],
} as const satisfies FeatureContract;
