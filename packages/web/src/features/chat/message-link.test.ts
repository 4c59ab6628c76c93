import { expect, test } from 'vitest';
import { conversationSearch, linkTarget } from './message-link.ts';

const ORIGIN = 'https://talk.example';

test.each([
  [`${ORIGIN}/rooms/general`, { roomId: 'general' }],
  [`${ORIGIN}/rooms/general?message=0198-ab`, { roomId: 'general', messageId: '0198-ab' }],
  [`${ORIGIN}/rooms/general?message=%3Cb%3E`, { roomId: 'general' }],
  [`${ORIGIN}/rooms`, null],
  [`${ORIGIN}/rooms/a/b`, null],
  ['https://elsewhere.example/rooms/general', null],
  ['not an address', null],
])('%s leads to %j', (href, target) => {
  expect(linkTarget(href, ORIGIN)).toEqual(target);
});

test('an address with what is no message names none', () => {
  expect(conversationSearch({ message: 'm1' })).toEqual({ message: 'm1' });
  expect(conversationSearch({ message: 'a b' })).toEqual({});
  expect(conversationSearch({ message: 7 })).toEqual({});
});
