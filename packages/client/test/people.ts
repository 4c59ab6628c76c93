/** People and rooms for tests, valid by the contract. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { Member, Message, Room } from '@parley/contract/features/chat/model';
import type { ChannelEvent, ChannelSignal } from '../src/channels/events.ts';

export const AT = '2026-01-01T00:00:00.000Z';
export const EPOCH = 'e1';

export function person(id: string): Me {
  return {
    id,
    username: id,
    displayName: id.toUpperCase(),
    role: 'member',
    avatarUrl: null,
    status: 'online',
    lastSeenAt: null,
    email: `${id}@example.org`,
    locale: null,
    createdAt: AT,
  };
}

export function member(id: string): Member {
  const { email: _, locale: __, createdAt: ___, ...user } = person(id);
  return { ...user, roomRole: 'member', joinedAt: AT };
}

export function room(id: string, more: Partial<Room> = {}): Room {
  return {
    id,
    name: id,
    topic: '',
    description: '',
    visibility: 'public',
    permissions: { post: 'member', invite: 'member', pin: 'member', mentionAll: 'member', upload: 'member' },
    slowModeSeconds: 0,
    linkPreviews: true,
    archivedAt: null,
    createdBy: 'ada',
    createdAt: AT,
    memberCount: 2,
    lastMessageAt: null,
    unread: 0,
    lastReadId: null,
    myRole: 'member',
    myPreferences: { favourite: false, categoryId: null, mute: null, version: 0 },
    position: { epoch: EPOCH, seq: 0 },
    ...more,
  };
}

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${String(seq).padStart(4, '0')}`,
    roomId: 'r1',
    seq,
    userId: 'bob',
    username: 'bob',
    displayName: 'BOB',
    type: 'text',
    content: `words ${seq}`,
    metadata: {},
    reactions: {},
    createdAt: AT,
    editedAt: null,
    deletedAt: null,
    ...more,
  };
}

export function event(
  seq: number,
  type: string,
  data: unknown,
  channel = 'room:r1',
  epoch = EPOCH,
): ChannelEvent {
  return { channel, epoch, seq, type, actor: 'bob', at: AT, data };
}

export function signal(type: string, data: unknown, channel = 'room:r1'): ChannelSignal {
  return { channel, type, actor: 'bob', at: AT, data };
}
