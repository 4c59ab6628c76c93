/** When the connection bar shows. */
import type { ConnectionState } from '@parley/client/connection/state';
import { expect, test } from 'vitest';
import { connectionNotice } from './connection-model.ts';

const waiting: ConnectionState = { kind: 'waiting', attempt: 3, retryAt: 9_000, since: 1_000 };

test('the bar stays away for the first five seconds, and says when to ask again', () => {
  expect(connectionNotice(waiting, 2, 5_999)).toEqual({ kind: 'later', at: 6_000 });
});

test('after five seconds the bar tells how many messages wait', () => {
  expect(connectionNotice(waiting, 2, 6_000)).toEqual({ kind: 'reconnecting', offline: false, waiting: 2 });
});

test('a machine without a network is told apart from a server that is away', () => {
  const notice = connectionNotice({ kind: 'offline', since: 0 }, 0, 5_000);
  expect(notice).toEqual({ kind: 'reconnecting', offline: true, waiting: 0 });
});

test('reconnecting and catching up count from when the connection was lost, not from the attempt', () => {
  const syncing: ConnectionState = { kind: 'syncing', attempt: 7, since: 0 };
  expect(connectionNotice(syncing, 0, 60_000).kind).toBe('reconnecting');
});

test('a live connection says nothing, whatever waits', () => {
  expect(connectionNotice({ kind: 'live', since: 0 }, 4, 60_000)).toEqual({ kind: 'none' });
});

test('a connection the server ended for good is told at once', () => {
  expect(connectionNotice({ kind: 'closed', closing: null }, 0, 0)).toEqual({ kind: 'ended', why: null });
  const closing = { code: 'disabled', message: '', retryable: false, afterMs: 0 } as const;
  expect(connectionNotice({ kind: 'closed', closing }, 0, 0)).toEqual({ kind: 'ended', why: 'disabled' });
});
