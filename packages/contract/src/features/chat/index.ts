/** Chat: rooms, membership, messages, read state. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const chat = {
  name: 'chat',
  commands: [
    commands.rooms,
    commands.createRoom,
    commands.room,
    commands.updateRoom,
    commands.members,
    commands.enter,
    commands.join,
    commands.leave,
    commands.addMember,
    commands.removeMember,
    commands.setRoomRole,
    commands.direct,
    commands.history,
    commands.send,
    commands.edit,
    commands.remove,
    commands.typing,
    commands.read,
  ],
  events: [
    events.message,
    events.updated,
    events.deleted,
    events.typing,
    events.read,
    events.joined,
    events.left,
    events.roomUpdated,
    events.removed,
  ],
  routes: [],
} as const satisfies FeatureContract;
