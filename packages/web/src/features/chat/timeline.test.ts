/** Grouping, day lines and the unread line. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { expect, test } from 'vitest';
import { dayNumbers } from '../../i18n/format.ts';
import { keyOf, newSince, type Row, type TimelineOptions, timelineOf, unreadStart } from './timeline.ts';

function message(id: string, userId: string, at: string, extra: Partial<ShownMessage> = {}): ShownMessage {
  return {
    id,
    roomId: 'r',
    seq: 1,
    userId,
    username: userId,
    displayName: userId,
    type: 'text',
    content: id,
    metadata: {},
    reactions: {},
    createdAt: `2026-03-${at}.000Z`,
    editedAt: null,
    deletedAt: null,
    delivery: 'sent',
    error: null,
    change: null,
    ...extra,
  };
}

const plain: TimelineOptions = {
  me: 'me',
  hasOlder: false,
  unreadBefore: null,
  heads: new Set(),
  dayOf: dayNumbers('UTC'),
};

const drawn = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'message' ? `${row.head ? '' : '+'}${row.message.id}` : row.kind));

test('messages of one person within five minutes stand under one name', () => {
  const rows = timelineOf(
    [
      message('a', 'ada', '01T10:00:00'),
      message('b', 'ada', '01T10:04:59'),
      message('c', 'ada', '01T10:10:00'),
    ],
    plain,
  );
  expect(drawn(rows)).toEqual(['start', 'day', 'a', '+b', 'c']);
});

test('another person, a reply and a system message each begin anew', () => {
  const rows = timelineOf(
    [
      message('a', 'ada', '01T10:00:00'),
      message('b', 'bob', '01T10:00:01'),
      message('c', 'bob', '01T10:00:02', { replyTo: 'a' }),
      message('d', 'bob', '01T10:00:03', { type: 'system' }),
      message('e', 'bob', '01T10:00:04'),
    ],
    plain,
  );
  expect(drawn(rows)).toEqual(['start', 'day', 'a', 'b', 'c', 'd', 'e']);
});

test('a new day has its line, by the reader’s own clock', () => {
  const two = [message('a', 'ada', '01T16:59:00'), message('b', 'ada', '01T17:01:00')];
  expect(drawn(timelineOf(two, plain))).toEqual(['start', 'day', 'a', '+b']);
  expect(drawn(timelineOf(two, { ...plain, dayOf: dayNumbers('Asia/Bangkok') }))).toEqual([
    'start',
    'day',
    'a',
    'day',
    'b',
  ]);
});

test('older messages go before what is there and change none of it', () => {
  const page = [message('c', 'ada', '02T10:00:00'), message('d', 'ada', '02T10:01:00')];
  const before = timelineOf(page, { ...plain, hasOlder: true, heads: new Set(['c']) });
  const older = [message('a', 'ada', '01T10:00:00'), message('b', 'ada', '02T09:59:00')];
  const after = timelineOf([...older, ...page], { ...plain, hasOlder: false, heads: new Set(['c', 'a']) });
  expect(after.slice(-before.length)).toEqual(before);
  expect(drawn(after)).toEqual(['start', 'day', 'a', 'day', 'b', 'c', '+d']);
});

test('the unread line stands where reading stopped and begins a group', () => {
  const all = [message('a', 'ada', '01T10:00:00'), message('b', 'ada', '01T10:00:10')];
  const unreadBefore = unreadStart(all, { unread: 1, lastReadId: 'a' }, 'me');
  expect(drawn(timelineOf(all, { ...plain, unreadBefore }))).toEqual(['start', 'day', 'a', 'unread', 'b']);
});

test('my own messages and deleted ones are not unread', () => {
  const all = [
    message('a', 'ada', '01T10:00:00'),
    message('b', 'me', '01T10:00:10'),
    message('c', 'ada', '01T10:00:20', { deletedAt: '2026-03-01T11:00:00.000Z' }),
    message('d', 'ada', '01T10:00:30'),
  ];
  expect(unreadStart(all, { unread: 1, lastReadId: 'a' }, 'me')).toBe('d');
});

test('no unread line without unread messages, or where nothing was read before', () => {
  const all = [message('a', 'ada', '01T10:00:00')];
  expect(unreadStart(all, { unread: 0, lastReadId: 'a' }, 'me')).toBeNull();
  expect(unreadStart(all, { unread: 1, lastReadId: null }, 'me')).toBeNull();
});

test('where the last read message is older than what is loaded, the line stands at the top', () => {
  const all = [message('x', 'ada', '01T10:00:00'), message('y', 'ada', '01T10:01:00')];
  expect(unreadStart(all, { unread: 40, lastReadId: 'long-ago' }, 'me')).toBe('x');
});

test('a message of mine keeps its key when the server gives it an id', () => {
  const sending = message('k1', 'me', '01T10:00:00', { clientId: 'k1', delivery: 'sending' });
  const sent = message('0198', 'me', '01T10:00:00', { clientId: 'k1' });
  expect(keyOf(sending, 'me')).toBe(keyOf(sent, 'me'));
});

test('another person’s clientId is no key: they choose it', () => {
  expect(keyOf(message('0198', 'eve', '01T10:00:00', { clientId: 'k1' }), 'me')).toBe('0198');
});

test('the pill counts what others said since the end was last seen', () => {
  const all = [
    message('a', 'ada', '01T10:00:00'),
    message('b', 'ada', '01T10:00:10'),
    message('c', 'me', '01T10:00:20'),
    message('d', 'bob', '01T10:00:30'),
  ];
  expect(newSince(all, 'a', 'me')).toBe(2);
  expect(newSince(all, 'd', 'me')).toBe(0);
  expect(newSince(all, 'not loaded', 'me')).toBe(0);
});
