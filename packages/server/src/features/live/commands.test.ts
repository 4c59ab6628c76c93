/** Live commands against a session that records what it is told. */
import { Resumed } from '@parley/contract/kernel/envelope';
import type { Position } from '@parley/contract/kernel/position';
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import { describe, expect, it } from 'vitest';
import {
  type CommandDef,
  type Followed,
  jsonText,
  refuse,
  type SessionContext,
  type SessionScope,
} from '../../kernel/index.ts';
import { liveCommands, SYNC_ANSWER_BYTES } from './commands.ts';
import { liveFeature } from './feature.ts';

const everybody = () => null;

class RecordingSession implements SessionScope {
  readonly calls: unknown[] = [];
  readonly channels = new Map<string, Followed>();

  async follow(channel: string, position?: Position): Promise<Followed> {
    this.calls.push(['follow', channel, position]);
    return this.channels.get(channel) ?? refuse('NOT_FOUND', 'There is no such channel.');
  }

  unfollow(channel: string): void {
    this.calls.push(['unfollow', channel]);
  }

  setPresence(status: string, text?: string): void {
    this.calls.push(['presence', status, text]);
  }

  watch(userIds: readonly string[], still?: () => Promise<readonly string[]>): readonly PresenceChanged[] {
    this.calls.push(['watch', userIds, still !== undefined]);
    return userIds.map((userId) => ({ userId, status: 'online', lastSeenAt: null }));
  }
}

function contextOf(session: SessionScope): SessionContext {
  return {
    actor: {
      userId: 'u1',
      username: 'ada',
      displayName: 'Ada',
      role: 'member',
      active: true,
      authVersion: 0,
    },
    loginId: 'l1',
    at: '2026-01-01T00:00:00.000Z',
    newId: () => 'id',
    access: async () => null,
    run: async () => '{}',
    session,
  };
}

async function act(session: SessionScope, name: string, payload: unknown): Promise<unknown> {
  const command = liveCommands(everybody).find((candidate: CommandDef) => candidate.name === name);
  if (command?.effect !== 'session') throw new Error(`${name} is no session command`);
  const parsed = command.parse(payload);
  if (!parsed.ok) return parsed;
  return JSON.parse(jsonText(await command.act(contextOf(session), parsed.value)));
}

const at = (seq: number): Position => ({ epoch: 'e', seq });
const resumed = (seq: number, events = '[]'): Followed => ({
  position: at(seq),
  recovered: true,
  events,
  more: false,
});

describe('channel:subscribe', () => {
  it('answers what the session answers, as the contract says', async () => {
    const session = new RecordingSession();
    session.channels.set('room:r1', { ...resumed(4), recovered: false, snapshot: '{"messages":[]}' });
    const answer = Resumed.parse(
      await act(session, 'channel:subscribe', { channel: 'room:r1', position: at(2) }),
    );
    expect(answer).toEqual({
      position: at(4),
      recovered: false,
      events: [],
      more: false,
      snapshot: { messages: [] },
    });
    expect(session.calls).toEqual([['follow', 'room:r1', at(2)]]);
  });

  it('refuses a channel one may not read, and a name that is none', async () => {
    const session = new RecordingSession();
    await expect(act(session, 'channel:subscribe', { channel: 'room:secret' })).rejects.toMatchObject({
      wire: { code: 'NOT_FOUND' },
    });
    expect(await act(session, 'channel:subscribe', { channel: 'no channel' })).toMatchObject({ ok: false });
  });
});

describe('channel:unsubscribe and presence:set', () => {
  it('pass on to the session', async () => {
    const session = new RecordingSession();
    expect(await act(session, 'channel:unsubscribe', { channel: 'room:r1' })).toEqual({});
    expect(await act(session, 'presence:set', { status: 'dnd', text: 'lunch' })).toEqual({});
    expect(session.calls).toEqual([
      ['unfollow', 'room:r1'],
      ['presence', 'dnd', 'lunch'],
    ]);
  });

  it('P8: refuse a status nobody may set', async () => {
    const session = new RecordingSession();
    expect(await act(session, 'presence:set', { status: 'offline' })).toMatchObject({ ok: false });
    expect(session.calls).toEqual([]);
  });
});

describe('chat:sync', () => {
  it('P4: answers each channel for itself, a refusal beside a success', async () => {
    const session = new RecordingSession();
    session.channels.set('user:u1', resumed(3));
    session.channels.set('room:r1', resumed(9));
    const answer = await act(session, 'chat:sync', {
      positions: { 'user:u1': at(3), 'room:gone': at(1), 'room:r1': at(7) },
    });
    expect(answer).toEqual({
      'user:u1': { position: at(3), recovered: true, events: [], more: false },
      'room:gone': { ok: false, error: expect.objectContaining({ code: 'NOT_FOUND' }) },
      'room:r1': { position: at(9), recovered: true, events: [], more: false },
    });
  });

  it('P7: once the answer is large, the rest is asked for again from where the client is', async () => {
    const session = new RecordingSession();
    const page = JSON.stringify([{ data: 'ก'.repeat(SYNC_ANSWER_BYTES / 3) }]);
    session.channels.set('room:r1', resumed(9, page));
    session.channels.set('room:r2', resumed(9));
    const answer = await act(session, 'chat:sync', { positions: { 'room:r1': at(1), 'room:r2': at(2) } });
    expect(answer).toMatchObject({
      'room:r1': { position: at(9), more: false },
      'room:r2': { position: at(2), recovered: true, events: [], more: true },
    });
    expect(session.calls).toEqual([['follow', 'room:r1', at(1)]]);
  });

  it('refuses more channels than one call may carry', async () => {
    const positions = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`room:r${n}`, at(0)]));
    expect(await act(new RecordingSession(), 'chat:sync', { positions })).toMatchObject({ ok: false });
  });

  it('does not hide a failure that is no refusal', async () => {
    const session = new RecordingSession();
    session.follow = () => Promise.reject(new Error('the disk is gone'));
    await expect(act(session, 'chat:sync', { positions: { 'user:u1': at(0) } })).rejects.toThrow(
      'the disk is gone',
    );
  });
});

it('is a feature without tables', () => {
  expect(liveFeature(everybody)).toMatchObject({ name: 'live', channels: [], migrations: {} });
});

it('presence:watch looks at each person once, and answers how they are', async () => {
  const session = new RecordingSession();
  const answer = await act(session, 'presence:watch', { userIds: ['a', 'b', 'a'] });
  expect(answer).toEqual({
    states: ['a', 'b'].map((userId) => ({ userId, status: 'online', lastSeenAt: null })),
  });
  expect(session.calls).toEqual([['watch', ['a', 'b'], false]]);
  const tooMany = Array.from({ length: 501 }, (_, n) => `u${n}`);
  expect(await act(session, 'presence:watch', { userIds: tooMany })).toMatchObject({ ok: false });
});
