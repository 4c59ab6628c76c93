/** A judge that can't find anything proves nothing: what each looks for is done here once. */
import type { Message, Room } from '@parley/contract/features/chat/model';
import { expect, it } from 'vitest';
import type { ClientRecord, Seen, SeenMessage } from '../../checker/record.ts';
import { MARK } from '../vandal.ts';
import { converged, unseen, type Watcher } from './presence.ts';
import { refused } from './refusal.ts';
import { heardOutside } from './right.ts';
import { sameState } from './state.ts';

const record = (name: string, seen: Seen[]): ClientRecord => ({ name, said: [], changed: [], seen });
const event = (seq: number, type = 'chat:message'): Seen => ({ kind: 'event', seq, type, message: null });

it('P6: finds who heard what came after their removal', () => {
  const inside = [record('ann', [event(1), event(2, 'room:left'), event(3)])];
  expect(heardOutside(inside, record('eve', [event(1)]))).toEqual({ promise: 'P6', checked: 2, broken: [] });
  expect(heardOutside(inside, record('eve', [event(1), event(3)])).broken).toHaveLength(1);
  expect(heardOutside([record('ann', [event(1)])], record('eve', [])).broken).toEqual([
    'nobody saw the removal',
  ]);
});

it('P8: finds what was accepted, refused without a code, broke something, or stayed', () => {
  const refusal = { what: 'nonsense', ok: false, code: 'INVALID', due: 'INVALID' } as const;
  const message: SeenMessage = { id: 'm', seq: 1, content: 'hello', deleted: false };
  expect(refused([refusal], [message], [])).toEqual({ promise: 'P8', checked: 1, broken: [] });
  expect(refused([{ ...refusal, ok: true }], [], []).broken).toHaveLength(1);
  expect(refused([{ ...refusal, code: 'UNAVAILABLE' }], [], []).broken).toEqual([]);
  expect(refused([{ ...refusal, code: undefined }], [], []).broken).toHaveLength(1);
  expect(refused([{ ...refusal, code: 'INTERNAL' }], [], []).broken).toHaveLength(1);
  expect(refused([], [{ ...message, content: MARK }], ['http://node']).broken).toHaveLength(2);
});

it('P9: finds who is taken for what they are not', () => {
  const bobIs = (status: string) => ({ userId: 'bob', status });
  const ann = (...presence: Watcher['presence']): Watcher => ({ name: 'ann', userId: 'ann', presence });
  const find = (watcher: Watcher, status: string) =>
    converged([watcher], new Map([['bob', status]]), new Map([['bob', 'Bob']])).broken;
  expect(find(ann('connected', bobIs('online')), 'online')).toEqual([]);
  expect(find(ann('connected', bobIs('online')), 'offline')).toEqual([
    'ann takes Bob for online, who is offline',
  ]);
  // What was heard on an earlier connection may be old.
  expect(find(ann(bobIs('online'), 'connected'), 'offline')).toEqual([]);
  expect(find(ann(bobIs('online'), 'connected'), 'online')).toHaveLength(1);
});

it('P9: finds a reload that was shown', () => {
  const words: Watcher['presence'] = [
    { userId: 'bob', status: 'offline' },
    { userId: 'bob', status: 'online' },
  ];
  const ann: Watcher = { name: 'ann', userId: 'ann', presence: words };
  expect(unseen([ann], 'bob', [1]).broken).toEqual([]);
  expect(unseen([ann], 'bob', [0]).broken).toEqual(['ann saw a reload']);
});

it('P10: finds a state that is not what a newcomer sees', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const room: Room = {
    id: 'r',
    name: 'Room',
    topic: '',
    permissions: { post: 'member', invite: 'member', pin: 'member', mentionAll: 'member', upload: 'member' },
    slowModeSeconds: 0,
    linkPreviews: true,
    archivedAt: null,
    description: '',
    visibility: 'private',
    createdBy: 'ann',
    createdAt: at,
    memberCount: 1,
    lastMessageAt: null,
  };
  const message = (seq: number, content: string): Message => ({
    id: `m${seq}`,
    roomId: 'r',
    seq,
    userId: 'ann',
    username: 'ann',
    displayName: 'Ann',
    type: 'text',
    content,
    metadata: {},
    reactions: {},
    createdAt: at,
    editedAt: null,
    deletedAt: null,
  });
  const snapshot = (...messages: Message[]): Seen => ({
    kind: 'snapshot',
    seq: messages.length,
    messages: [],
    wire: { room: { ...room, lastMessageAt: messages.length > 0 ? at : null }, members: [], messages },
  });
  const said = (content: string): Seen => ({
    kind: 'event',
    seq: 1,
    type: 'chat:message',
    message: null,
    wire: {
      channel: 'room:r',
      epoch: 'e',
      seq: 1,
      type: 'chat:message',
      actor: 'ann',
      at,
      data: message(1, content),
    },
  });
  const held = (content: string) => ({ name: 'ann', userId: 'ann', seen: [snapshot(), said(content)] });
  const fresh = [snapshot(message(1, 'hello'))];
  expect(sameState([{ ...held('hello'), fresh }])).toEqual({ promise: 'P10', checked: 1, broken: [] });
  expect(sameState([{ ...held('hullo'), fresh }]).broken).toHaveLength(1);
});
