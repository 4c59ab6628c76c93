/** A room is read only when its end was on screen in a focused window. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { expect, test } from 'vitest';
import { toMark } from './reading-model.ts';

const looking = { atEnd: true, hasNewer: false, focused: true, visible: true };
const room = { unread: 2, lastReadId: 'a' };
// Only what the rule looks at.
const message = (id: string, delivery: ShownMessage['delivery'] = 'sent') =>
  ({ id, delivery }) as ShownMessage;
const messages = [message('a'), message('b'), message('c')];

test('the last message is marked when the end is looked at', () => {
  expect(toMark(messages, looking, room)).toBe('c');
});

test.each([
  ['the end is out of sight', { ...looking, atEnd: false }],
  ['an older stretch is shown', { ...looking, hasNewer: true }],
  ['the window has no focus', { ...looking, focused: false }],
  ['the page is hidden', { ...looking, visible: false }],
])('nothing is marked while %s', (_, state) => {
  expect(toMark(messages, state, room)).toBeNull();
});

test('nothing is marked twice, or where nothing is unread', () => {
  expect(toMark(messages, looking, { unread: 1, lastReadId: 'c' })).toBeNull();
  expect(toMark(messages, looking, { unread: 0, lastReadId: 'a' })).toBeNull();
});

test('a message of mine that the server does not have yet can not be marked', () => {
  expect(toMark([...messages, message('mine', 'sending')], looking, room)).toBe('c');
});
