/** Slow mode: one pace for a person, whatever they post by. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

const SECONDS = 30;

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Slow' })).room.id;
    await ben.call('chat:enter', { roomId });
    await ada.call('chat:update-room', { roomId, slowModeSeconds: SECONDS });
  });

  const say = (content: string, clientId?: string) => ({ roomId, content, ...(clientId && { clientId }) });

  it('lets one message through per interval and says when the next may come', async () => {
    await ben.call('chat:message', say('one'));
    const refused = await ben.raw('chat:message', say('two'));
    expect(refused.error).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      details: [{ path: 'roomId', message: 'slow mode' }],
    });
    const { retryAfterMs } = refused.error as unknown as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(SECONDS * 1000 - 1000);
    expect(retryAfterMs).toBeLessThanOrEqual(SECONDS * 1000);
    server.clock.advance(retryAfterMs - 100);
    expect(await ben.refusal('chat:message', say('two'))).toMatchObject({ code: 'RATE_LIMITED' });
    server.clock.advance(100);
    await ben.call('chat:message', say('two'));
  });

  it('is exact over devices and doors that post at once', async () => {
    const phone = await server.connect(ben);
    const tries = [ben, phone, ben, phone].map((device, n) => device.raw('chat:message', say(`${n}`)));
    const rest = server.request(ben, 'chat:message', say('over REST')).then(
      () => ({ ok: true }),
      () => ({ ok: false }),
    );
    const answers = await Promise.all([...tries, rest]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { items } = await ada.call('chat:history', { roomId });
    expect(items).toHaveLength(1);
  });

  it('is not escaped by leaving and coming back', async () => {
    await ben.call('chat:message', say('one'));
    await ben.call('chat:leave', { roomId });
    await ben.call('chat:enter', { roomId });
    expect(await ben.refusal('chat:message', say('two'))).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('P3: answers the retry of what was said with the first answer', async () => {
    const first = await ben.call('chat:message', say('one', 'c1'));
    expect(await ben.call('chat:message', say('one', 'c1'))).toEqual(first);
  });

  it('holds for one room, not for moderators, and ends when it is switched off', async () => {
    await ada.call('chat:message', say('one'));
    await ada.call('chat:message', say('two'));
    await ben.call('chat:message', say('three'));
    await ben.call('chat:message', { roomId: 'general', content: 'elsewhere' });
    expect(await ben.refusal('chat:message', say('four'))).toMatchObject({ code: 'RATE_LIMITED' });
    await ada.call('chat:update-room', { roomId, slowModeSeconds: 0 });
    await ben.call('chat:message', say('four'));
  });

  it.each([-1, 1.5, 3601])('takes no interval of %s s', async (slowModeSeconds) => {
    expect((await ada.raw('chat:update-room', { roomId, slowModeSeconds })).error).toMatchObject({
      code: 'INVALID',
    });
  });

  it('costs a room without it nothing', async () => {
    await ben.call('chat:message', { roomId: 'general', content: 'warm' });
    server.reads();
    await ben.call('chat:message', { roomId: 'general', content: 'plain' });
    expect(server.reads()).toBe(0);
    const { statements } = await server.decide(ben, 'chat:message', { roomId: 'general', content: 'plain' });
    expect(statements).toHaveLength(1);
  });
});
