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
    expect(away.bob).toMatchObject({ status: 'away', lastSeenAt: null, text: 'lunch' });
  });

  it('learns of people from lists, and stays the same when they say nothing new', () => {
    const people = [{ id: 'bob', status: 'online', lastSeenAt: null }] as const;
    const state = projectPresence({}, { kind: 'seen', people });
    expect(state.bob?.status).toBe('online');
    expect(projectPresence(state, { kind: 'seen', people })).toBe(state);
  });

  it('keeps what a person says of themselves while a list repeats their state', () => {
    const said = { bob: { status: 'dnd', lastSeenAt: null, text: 'writing', pushed: 'before' } } as const;
    const people = [{ id: 'bob', status: 'dnd', lastSeenAt: '2026-01-01T00:00:00.000Z' }] as const;
    expect(projectPresence(said, { kind: 'seen', people }).bob?.text).toBe('writing');
  });

  const bob = (status: 'online' | 'offline') => ({ id: 'bob', status, lastSeenAt: null }) as const;
  const pushed = projectPresence(
    {},
    { kind: 'changed', presence: { userId: 'bob', status: 'online', lastSeenAt: null } },
  );

  it('is not set back by a list that was on its way when the server pushed', () => {
    expect(projectPresence(pushed, { kind: 'seen', people: [bob('offline')] })).toBe(pushed);
  });

  it('P9: takes for offline whoever is not pushed again after a reconnection', () => {
    const connected = projectPresence(pushed, { kind: 'connected' });
    expect(connected.bob?.status).toBe('online');
    expect(projectPresence(connected, { kind: 'settled' }).bob?.status).toBe('offline');
    const again = projectPresence(connected, {
      kind: 'changed',
      presence: { userId: 'bob', status: 'away', lastSeenAt: null },
    });
    expect(projectPresence(again, { kind: 'settled' }).bob?.status).toBe('away');
  });

  it('shows what people say of themselves, as lists and pushes tell it, also when they go', () => {
    const customStatus = { text: 'Holiday', emoji: '🌴' };
    const listed = projectPresence({}, { kind: 'seen', people: [{ ...bob('online'), customStatus }] });
    expect(listed.bob).toMatchObject(customStatus);
    const cleared = projectPresence(listed, { kind: 'seen', people: [bob('online')] });
    expect(cleared.bob).not.toHaveProperty('text');
    const away = projectPresence(listed, {
      kind: 'changed',
      presence: { userId: 'bob', status: 'offline', lastSeenAt: '2026-01-01T00:00:00.000Z' },
    });
    expect(away.bob).toMatchObject({ status: 'offline', ...customStatus });
  });

  it('P10: whom one looks at no longer, lists tell of again', () => {
    const states = [{ userId: 'bob', status: 'online', lastSeenAt: null }] as const;
    const watched = projectPresence({}, { kind: 'watched', states });
    expect(projectPresence(watched, { kind: 'seen', people: [bob('offline')] }).bob?.status).toBe('online');
    const left = projectPresence(watched, { kind: 'unwatched', userIds: ['bob', 'nobody'] });
    expect(left.bob?.status).toBe('online');
    expect(projectPresence(left, { kind: 'seen', people: [bob('offline')] }).bob?.status).toBe('offline');
  });

  it('keeps what a list says of people who are never pushed', () => {
    const listed = projectPresence({}, { kind: 'seen', people: [bob('online')] });
    const settled = projectPresence(projectPresence(listed, { kind: 'connected' }), { kind: 'settled' });
    expect(settled.bob?.status).toBe('online');
  });
});
