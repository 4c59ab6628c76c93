import { describe, expect, it } from 'vitest';
import { AT, event, member, message, room, signal } from '../../test/people.ts';
import { projectRoom, type RoomInput, type RoomState, TYPING_MS } from './room.ts';

const snapshot = (seqs: number[]): RoomInput => ({
  kind: 'snapshot',
  me: 'ada',
  snapshot: {
    room: room('r1'),
    members: [member('ada'), member('bob')],
    messages: seqs.map((seq) => message(seq)),
  },
});
const told = (seq: number, type: string, data: unknown): RoomInput => ({
  kind: 'event',
  event: event(seq, type, data),
});

function run(...inputs: RoomInput[]): RoomState {
  const state = inputs.reduce<RoomState | null>(projectRoom, null);
  if (state === null) throw new Error('nothing began this state');
  return state;
}
const contents = (state: RoomState) => state.messages.map(({ content }) => content);
const seqs = (messages: readonly { readonly seq: number }[]) => messages.map(({ seq }) => seq);
/** `by` is the seq of the event that deleted it. */
const deleted = (seq: number, by: number) => message(seq, { content: '', deletedAt: AT, changedSeq: by });

describe('a room as events tell it', () => {
  it('begins with a snapshot and nothing else', () => {
    expect(projectRoom(null, told(1, 'chat:message', message(1)))).toBeNull();
  });

  it('P10: a snapshot and the events after it are a later snapshot', () => {
    const edited = message(2, {
      content: 'better',
      editedAt: '2026-01-01T00:00:01.000Z',
      changedSeq: 4,
    });
    const state = run(
      snapshot([1, 2]),
      told(3, 'chat:message', message(3)),
      told(4, 'chat:updated', edited),
      told(5, 'chat:deleted', deleted(1, 5)),
      told(6, 'room:joined', { roomId: 'r1', user: member('eve') }),
      told(7, 'room:left', { roomId: 'r1', userId: 'bob' }),
      told(8, 'room:updated', { roomId: 'r1', room: { ...room('r1'), name: 'new name' } }),
      told(9, 'room:updated', { roomId: 'r1', member: { userId: 'ada', roomRole: 'owner' } }),
    );
    const later = run({
      kind: 'snapshot',
      me: 'ada',
      snapshot: {
        room: room('r1', { name: 'new name', lastMessageAt: AT, myRole: 'owner' }),
        members: [{ ...member('ada'), roomRole: 'owner' }, member('eve')],
        messages: [deleted(1, 5), edited, message(3)],
      },
    });
    expect({ ...state, unplaced: [] }).toEqual(later);
  });

  it('P10: the last message is the one of the highest seq, whatever the clock of its node said', () => {
    const early = '2025-12-31T23:50:00.000Z';
    const state = run(
      snapshot([1]),
      told(2, 'chat:message', message(2)),
      told(3, 'chat:message', message(3, { createdAt: early })),
      // Read before the last message was written.
      told(4, 'room:updated', { roomId: 'r1', room: room('r1', { name: 'new name', lastMessageAt: AT }) }),
    );
    expect(state.room).toMatchObject({ name: 'new name', lastMessageAt: early });
  });

  it('P5: shows no words of a deleted message, whatever order answers and events come in', () => {
    const state = run(snapshot([30]), told(31, 'chat:deleted', deleted(3, 31)), {
      kind: 'older',
      messages: [message(2), message(3)],
      hasOlder: false,
    });
    expect(contents(state)).toEqual(['words 2', '', 'words 30']);
    expect(
      contents(
        run(snapshot([1]), told(2, 'chat:deleted', deleted(1, 2)), told(3, 'chat:updated', message(1))),
      ),
    ).toEqual(['']);
  });

  it('P10: a preview comes as a change that is no edit, and no older answer takes it away again', () => {
    const previews = [{ url: 'https://a.example/', title: 'A' }];
    const previewed = message(1, { metadata: { previews }, changedSeq: 3 });
    const state = run(snapshot([1, 2]), told(3, 'chat:updated', previewed));
    const later = run({
      kind: 'snapshot',
      me: 'ada',
      snapshot: {
        room: room('r1'),
        members: [member('ada'), member('bob')],
        messages: [previewed, message(2)],
      },
    });
    expect(state).toEqual(later);
    const older = projectRoom(state, { kind: 'older', messages: [message(1)], hasOlder: false });
    expect(older?.messages).toEqual([previewed, message(2)]);
  });

  it('keeps the later of two edits', () => {
    const edit = (changedSeq: number, content: string) => message(1, { content, changedSeq });
    // Recovery tells the present state with each event: the first one told here is of the second edit already.
    const state = run(
      snapshot([1]),
      told(2, 'chat:updated', edit(3, 'second')),
      told(3, 'chat:updated', edit(3, 'second')),
    );
    expect(contents(state)).toEqual(['second']);
    expect(
      contents(
        run(snapshot([30]), told(31, 'chat:updated', edit(31, 'later')), {
          kind: 'older',
          messages: [edit(20, 'earlier')],
          hasOlder: false,
        }),
      ),
    ).toEqual(['later', 'words 30']);
  });

  it('puts older messages before, each once', () => {
    const state = run(snapshot([5, 6]), {
      kind: 'older',
      messages: [3, 4, 5].map((seq) => message(seq)),
      hasOlder: true,
    });
    expect(seqs(state.messages)).toEqual([3, 4, 5, 6]);
    expect(state.hasOlder).toBe(true);
  });

  it('P4: a snapshot after a lost past replaces what was shown', () => {
    expect(seqs(run(snapshot([1, 2]), snapshot([8, 9])).messages)).toEqual([8, 9]);
  });

  it('shows typing until the message, the end of it, or the time', () => {
    const typing = (isTyping: boolean): RoomInput => ({
      kind: 'signal',
      now: 1_000,
      signal: signal('chat:typing', { roomId: 'r1', userId: 'bob', username: 'bob', isTyping }),
    });
    expect(run(snapshot([1]), typing(true), typing(true)).typing).toEqual([
      { userId: 'bob', username: 'bob', until: 1_000 + TYPING_MS },
    ]);
    expect(run(snapshot([1]), typing(true), typing(false)).typing).toEqual([]);
    expect(run(snapshot([1]), typing(true), told(2, 'chat:message', message(2))).typing).toEqual([]);
    expect(
      run(snapshot([1]), typing(true), { kind: 'tick', now: 1_000 + TYPING_MS - 1 }).typing,
    ).toHaveLength(1);
    expect(run(snapshot([1]), typing(true), { kind: 'tick', now: 1_000 + TYPING_MS }).typing).toEqual([]);
  });

  it('remembers how far others have read', () => {
    const read = signal('chat:read', { roomId: 'r1', userId: 'bob', messageId: 'm0001', seq: 1 });
    expect(run(snapshot([1]), { kind: 'signal', signal: read, now: 0 }).receipts).toMatchObject({
      bob: { readSeq: 1 },
    });
  });

  it('shows a stretch of the past beside the newest messages until the two meet', () => {
    const around = (from: number, to: number): RoomInput => ({
      kind: 'stretch',
      stretch: {
        messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
        hasOlder: true,
        hasNewer: true,
      },
    });
    const apart = run(snapshot([8, 9]), around(3, 5), told(10, 'chat:deleted', deleted(4, 10)));
    expect(seqs(apart.stretch?.messages ?? [])).toEqual([3, 4, 5]);
    expect(apart.stretch?.messages[1]?.content).toBe('');
    expect(seqs(apart.messages)).toEqual([8, 9]);
    const met = run(snapshot([8, 9]), around(3, 8));
    expect(met.stretch).toBeNull();
    expect(seqs(met.messages)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(run(snapshot([8, 9]), around(3, 5), { kind: 'latest' }).stretch).toBeNull();
  });

  it('does not change for an event it has no name for', () => {
    const state = run(snapshot([1]));
    expect(projectRoom(state, told(2, 'poll:opened', {}))).toBe(state);
  });
});
