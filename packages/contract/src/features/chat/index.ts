/** Chat: rooms, membership, messages, read state. */
import type { FeatureContract } from '../../kernel/define.ts';
import { forwardingCommands } from './commands/forwarding.ts';
import { invitesCommands } from './commands/invites.ts';
import { linksCommands } from './commands/links.ts';
import { membershipCommands } from './commands/membership.ts';
import { messagesCommands } from './commands/messages.ts';
import { moderationCommands } from './commands/moderation.ts';
import { pinsCommands } from './commands/pins.ts';
import { preferencesCommands } from './commands/preferences.ts';
import { reactionsCommands } from './commands/reactions.ts';
import { readingCommands } from './commands/reading.ts';
import { receiptsCommands } from './commands/receipts.ts';
import { roomsCommands } from './commands/rooms.ts';
import { threadsCommands } from './commands/threads.ts';
import { versionsCommands } from './commands/versions.ts';
import { messagesEvents } from './events/messages.ts';
import { preferencesEvents } from './events/preferences.ts';
import { readingEvents } from './events/reading.ts';
import { receiptsEvents } from './events/receipts.ts';
import { roomsEvents } from './events/rooms.ts';
import { threadsEvents } from './events/threads.ts';
import { previewInvite } from './rest.ts';

export const chat = {
  name: 'chat',
  commands: [
    ...roomsCommands,
    ...membershipCommands,
    ...messagesCommands,
    ...threadsCommands,
    ...reactionsCommands,
    ...pinsCommands,
    ...versionsCommands,
    ...forwardingCommands,
    ...linksCommands,
    ...readingCommands,
    ...receiptsCommands,
    ...preferencesCommands,
    ...invitesCommands,
    ...moderationCommands,
  ],
  events: [
    ...messagesEvents,
    ...threadsEvents,
    ...readingEvents,
    ...receiptsEvents,
    ...roomsEvents,
    ...preferencesEvents,
  ],
  routes: [previewInvite],
} as const satisfies FeatureContract;
