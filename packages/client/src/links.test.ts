/** Links to rooms and messages: asked for together, once, and again when something happened to what they lead to. */
import type { LinkedPlace } from '@parley/contract/features/chat/commands/links';
import { expect, it } from 'vitest';
import type { ChannelEvent } from './channels/events.ts';
import { Links, type LinkTarget } from './links.ts';

const tea = { id: 'tea', name: 'Tea', visibility: 'public' } as const;
const said = (id: string, content = id): LinkedPlace => ({
  room: tea,
  message: {
    id,
    userId: 'ada',
    displayName: 'Ada',
    type: 'text',
    content,
    createdAt: '2026-01-01T00:00:00.000Z',
  },
});
const event = (type: string, data: unknown, channel = 'room:tea') =>
  // As it comes off the wire: only what is read of it.
  ({ channel, type, data, seq: 1, epoch: 'e', actor: 'ada', at: '' }) as unknown as ChannelEvent;

function rig() {
  const due: (() => void)[] = [];
  const asked: (readonly LinkTarget[])[] = [];
  const answers: { resolve: (items: LinkedPlace[]) => void; reject: (cause: Error) => void }[] = [];
  let now = 1;
  const links = new Links({
    clock: {
      now: () => now,
      after: (_ms, run) => {
        due.push(run);
        return () => {};
      },
    },
    // Only `attend` is used.
    channels: { attend: () => () => {} } as never,
    ask: ({ targets }) => {
      asked.push(targets);
      return new Promise((resolve, reject) => {
        answers.push({ resolve: (items) => resolve({ items }), reject });
      });
    },
  });
  links.own('me');
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    links,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
    due: async () => {
      for (const run of due.splice(0)) run();
      await settle();
    },
    answer: async (...items: LinkedPlace[]) => {
      answers.shift()?.resolve(items);
      await settle();
    },
    fail: async () => {
      answers.shift()?.reject(new Error('away'));
      await settle();
    },
    show: (messageId: string) => links.at({ roomId: 'tea', messageId }).subscribe(() => {}),
    view: (messageId: string) => links.at({ roomId: 'tea', messageId }).getSnapshot(),
  };
}

it('what comes into view together is one question, and no question again while it is fresh', async () => {
  const world = rig();
  const leave = world.show('one');
  world.show('one');
  world.show('two');
  await world.due();
  expect(world.asked).toEqual([
    [
      { roomId: 'tea', messageId: 'one' },
      { roomId: 'tea', messageId: 'two' },
    ],
  ]);
  expect(world.view('one')).toBeNull();
  await world.answer(said('one'), {});
  expect([world.view('one'), world.view('two')]).toEqual([said('one'), {}]);
  leave();
  world.show('one');
  await world.due();
  expect(world.asked).toHaveLength(1);
  world.pass(61_000);
  world.show('one');
  await world.due();
  expect(world.asked).toHaveLength(2);
});

it('no more than fifty in a question', async () => {
  const world = rig();
  for (let at = 0; at < 60; at += 1) world.show(`m${at}`);
  await world.due();
  await world.answer();
  await world.due();
  expect(world.asked.map((targets) => targets.length)).toEqual([50, 10]);
});

it('P5: a deletion is seen at once, an edit and a room’s new name are asked about; other messages are not', async () => {
  const world = rig();
  world.show('one');
  await world.due();
  await world.answer(said('one'));
  world.links.event(event('chat:updated', { id: 'another' }));
  await world.due();
  expect(world.asked).toHaveLength(1);
  world.links.event(event('chat:updated', { id: 'one' }));
  await world.due();
  await world.answer(said('one', 'edited'));
  expect(world.view('one')).toEqual(said('one', 'edited'));
  world.links.event(event('room:updated', {}));
  world.links.event(event('room:joined', {}));
  await world.due();
  expect(world.asked).toHaveLength(3);
  await world.answer(said('one'));
  world.links.event(event('chat:deleted', { id: 'one' }));
  expect(world.view('one')).toEqual({ room: tea, message: null });
});

it('P5: an answer that was on its way while it was deleted is not believed', async () => {
  const world = rig();
  world.show('one');
  await world.due();
  world.links.event(event('chat:deleted', { id: 'one' }));
  await world.answer(said('one'));
  expect(world.view('one')).toBeNull();
  await world.due();
  await world.answer({ room: tea, message: null });
  expect(world.view('one')).toEqual({ room: tea, message: null });
});

it('P6: who comes into a room or out of one is shown what they may see now; another person nothing of it', async () => {
  const world = rig();
  world.show('one');
  await world.due();
  await world.answer(said('one'));
  world.links.event(event('room:removed', { roomId: 'tea' }, 'user:me'));
  await world.due();
  await world.answer({});
  expect(world.view('one')).toEqual({});
  world.links.missed('tea');
  world.links.own('somebody');
  expect(world.view('one')).toBeNull();
});

it('a question that could not be answered is asked again, unless nobody looks any more', async () => {
  const world = rig();
  const leave = world.show('one');
  await world.due();
  await world.fail();
  await world.due();
  expect(world.asked).toHaveLength(2);
  leave();
  await world.fail();
  await world.due();
  expect(world.asked).toHaveLength(2);
});
