/** When a scheduled message is sent, by a clock that is driven. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chatHarness, type Harness, type Person } from '../chat/harness.ts';
import { scheduledFeature } from './feature.ts';

const HOUR_MS = 3_600_000;

let server: Harness;
let ada: Person;
let roomId: string;
beforeAll(async () => {
  server = await chatHarness({ also: (parts) => [scheduledFeature(parts)] });
  ada = await server.person('ada');
  roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
});
afterAll(() => server.close());

const inHours = (hours: number) => new Date(server.clock.now() + hours * HOUR_MS).toISOString();
const said = async () => (await ada.call('chat:history', { roomId })).items.map(({ content }) => content);
const waiting = async () => (await ada.call('scheduled:list', {})).items.map(({ content }) => content);

it('not before its time; another time is another job, and the first finds nothing to do', async () => {
  const runner = server.runner();
  const settled = async () => {
    runner.wake();
    // Behind the claim that was just asked for.
    await ada.call('chat:rooms', {});
    await expect.poll(() => runner.underWay).toBe(0);
  };
  const { scheduled } = await ada.call('scheduled:create', {
    roomId,
    content: 'put off',
    sendAt: inHours(1),
  });
  await ada.call('scheduled:create', { roomId, content: 'brought forward', sendAt: inHours(5) });
  const [, second] = (await ada.call('scheduled:list', {})).items;
  await ada.call('scheduled:edit', { scheduledId: scheduled.id, sendAt: inHours(8) });
  await ada.call('scheduled:edit', { scheduledId: second?.id ?? '', sendAt: inHours(2) });
  server.clock.advance(1.5 * HOUR_MS);
  await settled();
  expect(await said()).toEqual([]);
  server.clock.advance(HOUR_MS);
  await settled();
  await expect.poll(said).toEqual(['brought forward']);
  server.clock.advance(4 * HOUR_MS);
  await settled();
  expect(await said()).toEqual(['brought forward']);
  expect(await waiting()).toEqual(['put off']);
  server.clock.advance(2 * HOUR_MS);
  await settled();
  await expect.poll(said).toEqual(['brought forward', 'put off']);
  expect(await waiting()).toEqual([]);
  await runner.stop(0);
});

it('of a time when no node was there is sent once one is', async () => {
  await ada.call('scheduled:create', { roomId, content: 'while away', sendAt: inHours(1) });
  server.clock.advance(30 * HOUR_MS);
  expect(await waiting()).toEqual(['while away']);
  server.runner().wake();
  await expect.poll(waiting).toEqual([]);
  expect((await said()).at(-1)).toBe('while away');
});

it('waits as long as the room asks between two messages', async () => {
  const ben = await server.person('ben');
  await ben.call('chat:enter', { roomId });
  await ada.call('chat:update-room', { roomId, slowModeSeconds: 60 });
  await ben.call('chat:message', { roomId, content: 'now' });
  await ben.call('scheduled:create', { roomId, content: 'soon', sendAt: inHours(0.001) });
  const left = async () => (await ben.call('scheduled:list', {})).items.map(({ version }) => version);
  const runner = server.runner();
  server.clock.advance(10_000);
  runner.wake();
  await expect.poll(left).toEqual([2]);
  expect(await said()).not.toContain('soon');
  server.clock.advance(60_000);
  runner.wake();
  await expect.poll(left).toEqual([]);
  expect((await said()).at(-1)).toBe('soon');
});
