import { describe, expect, it } from 'vitest';
import { projectPresence } from './presence.ts';

describe('presence', () => {
  it('is the latest word on each person', () => {
    const online = projectPresence(
      {},
      { kind: 'changed', presence: { userId: 'bob', status: 'online', lastSeenAt: null } },
    );
    const away = projectPresence(online, {
      kind: 'changed',
      presence: { userId: 'bob', status: 'away', lastSeenAt: null, text: 'lunch' },
    });
    expect(away).toEqual({ bob: { status: 'away', lastSeenAt: null, text: 'lunch' } });
  });

  it('learns of people from lists, and stays the same when they say nothing new', () => {
    const people = [{ id: 'bob', status: 'online', lastSeenAt: null }] as const;
    const state = projectPresence({}, { kind: 'seen', people });
    expect(state.bob?.status).toBe('online');
    expect(projectPresence(state, { kind: 'seen', people })).toBe(state);
  });

  it('keeps what a person says of themselves while a list repeats their state', () => {
    const said = { bob: { status: 'dnd', lastSeenAt: null, text: 'writing' } } as const;
    const people = [{ id: 'bob', status: 'dnd', lastSeenAt: '2026-01-01T00:00:00.000Z' }] as const;
    expect(projectPresence(said, { kind: 'seen', people }).bob?.text).toBe('writing');
  });
});
