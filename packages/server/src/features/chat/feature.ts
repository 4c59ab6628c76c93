/** Chat: rooms, who is in them, what is said there, and what was read of it. */

import { send } from '@parley/contract/features/chat/commands/messages';
import type { CommandDef } from '../../kernel/index.ts';
import type { EntityReader } from '../../platform/db/database.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { forwardingCommands } from './commands/forwarding.ts';
import { type InviteParts, inviteCommands } from './commands/invites.ts';
import { joinCommand } from './commands/join.ts';
import { linkCommands } from './commands/links.ts';
import { enterCommand, membershipCommands } from './commands/membership.ts';
import { messageCommands } from './commands/messages.ts';
import { moderationCommands } from './commands/moderation.ts';
import { pinCommands } from './commands/pins.ts';
import { preferenceCommands } from './commands/preferences.ts';
import { reactionCommands } from './commands/reactions.ts';
import { readingCommands } from './commands/reading.ts';
import { receiptCommands } from './commands/receipts.ts';
import { roomChangeCommands } from './commands/room-changes.ts';
import { roomCommands } from './commands/rooms.ts';
import { threadCommands } from './commands/threads.ts';
import { versionCommands } from './commands/versions.ts';
import { type Conversations, conversations } from './conversations.ts';
import { RoomDirectory } from './directory.ts';
import { inviteRoutes } from './invites.ts';
import { chatLimits } from './limits.ts';
import type { OnMessage } from './message-causes.ts';
import { migrations } from './migrations/index.ts';
import type { ChatParts } from './parts.ts';
import { purgeJob } from './purge.ts';
import { queries } from './queries.ts';
import { type FindReportable, findReportable } from './reportable.ts';
import { roomChannel } from './room-channel.ts';
import { chatSlash } from './slash.ts';
import { readMessageJson, readSaid } from './store/messages.ts';
import { roomIdOf } from './store/rooms.ts';
import { chatIn } from './store/snapshot.ts';
import type { Views } from './views.ts';

export type ChatDeps = FeatureDeps & Pick<Views, 'epoch'> & Pick<ChatParts, 'attachments' | 'customEmoji'>;

/** What other features contribute. */
export interface ChatHooks {
  readonly onMessage?: readonly OnMessage[];
  readonly onRemoved?: readonly OnMessage[];
}

export interface Chat extends Feature {
  /** For other features. */
  readonly conversations: Conversations;
  readonly findReportable: FindReportable;
}

export function chatFeature(deps: ChatDeps, { onMessage = [], onRemoved = [] }: ChatHooks = {}): Chat {
  const { db, ids, clock, env, presence, epoch } = deps;
  const views: Views = epoch === undefined ? { presence } : { presence, epoch };
  const channel = roomChannel(db, views, () => clock.now());
  const directory = new RoomDirectory(db, channel);
  const parts: InviteParts = {
    db,
    ids,
    directory,
    views,
    limits: chatLimits(env),
    publicUrl: deps.publicUrl,
    onMessage,
    onRemoved,
    ...(deps.attachments && { attachments: deps.attachments }),
    ...(deps.customEmoji && { customEmoji: deps.customEmoji }),
  };
  const own = commands(parts);
  return {
    name: 'chat',
    commands: own,
    conversations: conversations(parts, commandNamed(own, send.name)),
    channels: [channel],
    entities: [messages],
    migrations: migrations(deps),
    routes: inviteRoutes(parts, deps.clock),
    slash: chatSlash(directory),
    findReportable: findReportable(db, directory),
    jobs: [purgeJob(parts, () => new Date(clock.now()).toISOString())],
  };
}

function commands(parts: InviteParts): readonly CommandDef[] {
  const enter = enterCommand(parts);
  return [
    ...queries(parts),
    ...roomCommands(parts),
    ...roomChangeCommands(parts),
    enter,
    joinCommand(parts, enter),
    ...membershipCommands(parts),
    ...messageCommands(parts),
    ...threadCommands(parts),
    ...reactionCommands(parts),
    ...pinCommands(parts),
    ...versionCommands(parts),
    ...forwardingCommands(parts),
    ...linkCommands(parts),
    ...readingCommands(parts),
    ...inviteCommands(parts),
    ...preferenceCommands(parts),
    ...receiptCommands(parts),
    ...moderationCommands(parts),
  ];
}

function commandNamed(list: readonly CommandDef[], name: string): CommandDef {
  const found = list.find((command) => command.name === name);
  if (found === undefined) throw new Error(`chat has no ${name}`);
  return found;
}

/** What recovery tells of a message is its present state, so that nothing deleted comes back. */
const messages: EntityReader = {
  kind: 'message',
  read: (tx, ids) => readMessageJson(chatIn(tx), ids),
  kept: async (tx, channel, range) => {
    const roomId = roomIdOf(channel);
    return roomId === null ? [] : readSaid(chatIn(tx), roomId, range);
  },
};
