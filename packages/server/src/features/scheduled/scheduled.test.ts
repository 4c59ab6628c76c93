/** Messages sent later: made, changed, forgotten; sent once, in their author's name, with the rights they have then. */
import { MAX_SCHEDULED, type Scheduled } from '@parley/contract/features/scheduled/model';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from '../chat/harness.ts';
import { scheduledFeature } from './feature.ts';
import { scheduledPart } from './public.ts';

const HOUR_MS = 3_600_000;

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start({ also: (parts) => [scheduledFeature(parts)], parts: { scheduled: scheduledPart } });
    ada = await server.person('ada');
    ben = await server.person('ben');
  });
  afterAll(() => server.close());

  const inHours = (hours: number) => new Date(server.clock.now() + hours * HOUR_MS).toISOString();
  const newRoom = async () => {
    const { room } = await ada.call('chat:create', { name: 'Tea' });
    await ben.call('chat:enter', { roomId: room.id });
    roomId = room.id;
  };
  const schedule = async (
    person: Person,
    content: string,
    hours = 1,
    more: object = {},
  ): Promise<Scheduled> =>
    (await person.call('scheduled:create', { roomId, content, sendAt: inHours(hours), ...more })).scheduled;
  const said = async () => {
    const { items } = await ada.call('chat:history', { roomId });
    return items.map(({ content, userId }) => ({ content, userId }));
  };
  const mine = async (person: Person) => (await person.call('scheduled:list', {})).items;
  /** Two nodes look for work until `done`; on PostgreSQL, by whose time all of it is due, not a moment longer. */
  const work = async (done: () => Promise<void>) => {
    const runners = [server.runner(), server.runner()];
    for (const runner of runners) runner.wake();
    await vi.waitFor(done);
    for (const runner of runners) runner.wake();
    for (const runner of runners) await runner.stop(1_000);
  };
  const told = (person: Person, type: string) =>
    person.connection
      .events(`user:${person.id}`)
      .filter((event) => event.type === type)
      .map(({ data }) => JSON.parse(data));

  it('is listed and in the snapshot, without its text, until it is cancelled', async () => {
    await newRoom();
    const scheduled = await schedule(ada, 'later', 2);
    const { id, sendAt, version } = scheduled;
    expect(await mine(ada)).toEqual([scheduled]);
    expect(await mine(ben)).toEqual([]);
    const head = { id, roomId, sendAt, version, failure: null };
    const { snapshot } = await ada.call('channel:subscribe', { channel: `user:${ada.id}` });
    expect(snapshot).toMatchObject({ scheduled: [head] });
    await vi.waitFor(() => expect(told(ada, 'scheduled:changed')).toContainEqual(head));
    for (const command of ['scheduled:cancel', 'scheduled:send'] as const) {
      expect((await ben.refusal(command, { scheduledId: id })).code).toBe('NOT_FOUND');
    }
    await ada.call('scheduled:cancel', { scheduledId: id });
    expect(await mine(ada)).toEqual([]);
    await vi.waitFor(() =>
      expect(told(ada, 'scheduled:ended')).toContainEqual({ id, roomId, messageId: null }),
    );
    expect((await ada.refusal('scheduled:cancel', { scheduledId: id })).code).toBe('NOT_FOUND');
  });

  it('refuses what could not be said, and a time that is past or too far', async () => {
    await newRoom();
    const refusal = async (person: Person, more: object) =>
      (await person.raw('scheduled:create', { roomId, content: 'x', sendAt: inHours(1), ...more })).error
        ?.code;
    expect(await refusal(ada, { sendAt: inHours(-1) })).toBe('INVALID');
    expect(await refusal(ada, { sendAt: inHours(24 * 400) })).toBe('INVALID');
    expect(await refusal(ada, { sendAt: 'tomorrow' })).toBe('INVALID');
    expect(await refusal(ada, { content: '  ' })).toBe('INVALID');
    expect(await refusal(ada, { content: 'x'.repeat(8_001) })).toBe('TOO_LARGE');
    expect(await refusal(ada, { replyTo: 'nothing' })).toBe('NOT_FOUND');
    expect(await refusal(ada, { roomId: '0198c0de-0000-7000-8000-000000000000' })).toBe('NOT_FOUND');
    const eve = await server.person('eve');
    expect(await refusal(eve, {})).toBe('FORBIDDEN');
  });

  it('is changed and sent at once by its author', async () => {
    await newRoom();
    const { message: root } = await ada.call('chat:message', { roomId, content: 'root' });
    const { id: scheduledId } = await schedule(ada, 'first words', 1, { replyTo: root.id });
    const input = { scheduledId, content: 'better words', clientId: 'c1' };
    const { scheduled } = await ada.call('scheduled:edit', input);
    expect(scheduled).toMatchObject({ content: 'better words', version: 2, replyTo: root.id });
    expect(await ada.call('scheduled:edit', input)).toEqual({ scheduled });
    expect((await ada.refusal('scheduled:edit', { scheduledId, content: '' })).code).toBe('INVALID');
    expect((await ada.refusal('scheduled:edit', { scheduledId, sendAt: inHours(-2) })).code).toBe('INVALID');
    expect((await ben.refusal('scheduled:edit', { scheduledId, content: 'mine' })).code).toBe('NOT_FOUND');
    const { message } = await ada.call('scheduled:send', { scheduledId });
    expect(message).toMatchObject({ content: 'better words', userId: ada.id, replyTo: root.id });
    expect(await mine(ada)).toEqual([]);
    expect((await said()).at(-1)).toEqual({ content: 'better words', userId: ada.id });
    await vi.waitFor(() =>
      expect(told(ada, 'scheduled:ended')).toContainEqual({ id: scheduledId, roomId, messageId: message.id }),
    );
  });

  it('P2, P3: two nodes send it once when its time has come, and everybody in the room receives it', async () => {
    await newRoom();
    await ben.call('chat:join', { roomId });
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4]) ids.push((await schedule(ada, `at ${n}`)).id);
    server.clock.advance(2 * HOUR_MS);
    await work(async () => expect(await mine(ada)).toEqual([]));
    expect((await said()).map(({ content }) => content).sort()).toEqual(['at 1', 'at 2', 'at 3', 'at 4']);
    const received = () =>
      ben.connection.events(`room:${roomId}`).filter(({ type }) => type === 'chat:message');
    await vi.waitFor(() => expect(received()).toHaveLength(4));
    expect(received().every(({ actor }) => actor === ada.id)).toBe(true);
    expect(await said()).toHaveLength(4);
    const ended = told(ada, 'scheduled:ended').filter(({ id }) => ids.includes(id));
    expect(ended.map(({ messageId }) => messageId).sort()).toEqual(
      (await ada.call('chat:history', { roomId })).items.map(({ id }) => id).sort(),
    );
  });

  it('is not sent where its author may no longer speak: they are told, and the text stays', async () => {
    await newRoom();
    const { id } = await schedule(ben, 'from outside');
    const other = await schedule(ben, 'from outside too', 1);
    await ada.call('chat:remove-member', { roomId, userId: ben.id });
    server.clock.advance(2 * HOUR_MS);
    await work(async () => expect((await mine(ben)).every(({ failure }) => failure !== null)).toBe(true));
    const [first] = await mine(ben);
    expect(first).toMatchObject({ id, content: 'from outside', failure: { code: 'FORBIDDEN' } });
    expect(await said()).toEqual([]);
    await vi.waitFor(() =>
      expect(told(ben, 'scheduled:changed').filter(({ failure }) => failure !== null)).toHaveLength(2),
    );
    // It can be tried again once the reason is gone, and only then.
    expect((await ben.refusal('scheduled:send', { scheduledId: id })).code).toBe('FORBIDDEN');
    await ben.call('chat:enter', { roomId });
    await ben.call('scheduled:edit', { scheduledId: other.id, sendAt: inHours(1) });
    await ben.call('scheduled:send', { scheduledId: id });
    server.clock.advance(2 * HOUR_MS);
    await work(async () => expect(await mine(ben)).toEqual([]));
    expect((await said()).map(({ content }) => content)).toEqual(['from outside', 'from outside too']);
  });

  it('is not sent for a disabled account', async () => {
    await newRoom();
    const joe = await server.person('joe');
    await joe.call('chat:enter', { roomId });
    await schedule(joe, 'never');
    await server.setDisabled(joe);
    server.clock.advance(2 * HOUR_MS);
    const row = () =>
      server.db
        .reader<{ scheduled_messages: { user_id: string; failure_code: string | null } }>()
        .selectFrom('scheduled_messages')
        .select('failure_code')
        .where('user_id', '=', joe.id)
        .executeTakeFirst();
    await work(async () => expect(await row()).toEqual({ failure_code: 'FORBIDDEN' }));
    expect(await said()).toEqual([]);
  });

  it('at most so many wait, however many are made at once', async () => {
    await newRoom();
    const kim = await server.person('kim');
    await kim.call('chat:enter', { roomId });
    const input = { roomId, content: 'x', sendAt: inHours(9) };
    const answers = await Promise.all(
      Array.from({ length: MAX_SCHEDULED + 10 }, () => kim.raw('scheduled:create', input)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(MAX_SCHEDULED);
    expect(answers.find(({ ok }) => !ok)?.error?.code).toBe('CONFLICT');
    expect(await mine(kim)).toHaveLength(MAX_SCHEDULED);
  });
});
