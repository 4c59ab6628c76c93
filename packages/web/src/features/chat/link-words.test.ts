/** What links to rooms and messages say. */
import { expect, test } from 'vitest';
import { linkWords } from './link-words.ts';

const room = { id: 'r', name: 'Tea', visibility: 'public' } as const;
const direct = { id: 'd', name: '', visibility: 'direct' } as const;
const message = {
  id: 'm',
  userId: 'ada',
  displayName: 'Ada',
  type: 'text',
  content: '**Lemon** cake\nand more',
  createdAt: '2026-01-01T00:00:00.000Z',
} as const;
const target = { roomId: 'r', messageId: 'm' };

test('of a message: who, where, and how it begins', () => {
  expect(linkWords(target, { room, message }, null)).toEqual({
    kind: 'message',
    icon: 'message',
    person: '\u2068Ada\u2069',
    room: '\u2068#Tea\u2069',
    excerpt: 'Lemon cake and more',
  });
  expect(linkWords(target, { room: direct, message }, 'Ben')).toMatchObject({ room: '\u2068Ben\u2069' });
});

test('of a room: its name', () => {
  expect(linkWords({ roomId: 'r' }, { room }, null)).toEqual({ kind: 'room', icon: 'room', name: 'Tea' });
  expect(linkWords({ roomId: 'd' }, { room: direct }, 'Ben')).toEqual({
    kind: 'room',
    icon: 'message',
    name: 'Ben',
  });
});

test('of what one may not see, what is gone and what is not known yet: that', () => {
  expect(linkWords(target, {}, null)).toMatchObject({ kind: 'closed', what: 'closedMessage' });
  expect(linkWords({ roomId: 'r' }, {}, null)).toMatchObject({ kind: 'closed', what: 'closedRoom' });
  expect(linkWords(target, { room, message: null }, null)).toMatchObject({
    kind: 'gone',
    room: '\u2068#Tea\u2069',
  });
  expect(linkWords(target, null, null)).toEqual({ kind: 'asking', icon: 'message' });
});
