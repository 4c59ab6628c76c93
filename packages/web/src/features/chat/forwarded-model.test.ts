import { expect, test } from 'vitest';
import { forwardedOf } from './forwarded-model.ts';

const forwarded = {
  messageId: 'm1',
  roomId: 'r1',
  userId: 'u1',
  displayName: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
};

test('a forwarded message says where it comes from, with or without the room’s name', () => {
  expect(forwardedOf({ forwarded })).toEqual(forwarded);
  expect(forwardedOf({ forwarded: { ...forwarded, roomName: 'Tea' } })?.roomName).toBe('Tea');
});

test.each([[{}], [{ forwarded: null }], [{ forwarded: 'x' }], [{ forwarded: { ...forwarded, at: 7 } }]])(
  '%j says nothing',
  (metadata) => {
    expect(forwardedOf(metadata)).toBeNull();
  },
);
