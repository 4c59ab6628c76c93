import { expect, it } from 'vitest';
import { AT, event, member, message, room } from '../../test/people.ts';
import { projectRoom, type RoomInput, type RoomState } from './room.ts';

const FILES = { files: [{ id: 'f1', name: 'a.png', url: '/api/files/f1/a.png', kind: 'image' }] };

function run(...inputs: RoomInput[]): RoomState {
  const state = inputs.reduce<RoomState | null>(projectRoom, null);
  if (state === null) throw new Error('nothing began this state');
  return state;
}
const snapshot = (messages: ReturnType<typeof message>[]): RoomInput => ({
  kind: 'snapshot',
  me: 'ada',
  snapshot: { room: room('r1'), members: [member('ada')], messages },
});
const told = (seq: number, type: string, data: unknown): RoomInput => ({
  kind: 'event',
  event: event(seq, type, data),
});

it('P10: files come with their message, stay with its words, and go with it', () => {
  const carrying = message(2, { type: 'image', metadata: FILES });
  const edited = message(2, {
    type: 'image',
    metadata: FILES,
    content: 'words',
    editedAt: AT,
    changedSeq: 4,
  });
  const gone = message(3, { type: 'file', metadata: {}, content: '', deletedAt: AT, changedSeq: 5 });
  const state = run(
    snapshot([message(1)]),
    told(2, 'chat:message', carrying),
    told(3, 'chat:message', message(3, { type: 'file', metadata: FILES })),
    told(4, 'chat:updated', edited),
    told(5, 'chat:deleted', gone),
  );
  expect(state.messages).toEqual(run(snapshot([message(1), edited, gone])).messages);
  expect(state.messages.map(({ metadata }) => metadata)).toEqual([{}, FILES, {}]);
});
