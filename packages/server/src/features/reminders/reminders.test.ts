/** Reminders, of messages and of anything: told once when their time has come, and as they are now. */
import { MAX_REMINDERS, type Reminder } from '@parley/contract/features/reminders/model';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from '../chat/harness.ts';
import { remindersFeature } from './feature.ts';
import { remindersPart } from './public.ts';

const HOUR_MS = 3_600_000;

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start({ also: (parts) => [remindersFeature(parts)], parts: { reminders: remindersPart } });
    ada = await server.person('ada');
    ben = await server.person('ben');
    roomId = (await ada.call('chat:create', { name: 'Tea', visibility: 'private' })).room.id;
    await ada.call('chat:add-member', { roomId, userId: ben.id });
  });
  afterAll(() => server.close());

  const inHours = (hours: number) => new Date(server.clock.now() + hours * HOUR_MS).toISOString();
  const remind = async (person: Person, input: object, hours = 1): Promise<Reminder> =>
    (await person.call('reminder:create', { remindAt: inHours(hours), ...input })).reminder;
  const mine = async (person: Person) => (await person.call('reminder:list', {})).items;
  const told = (person: Person, type: string) =>
    person.connection
      .events(`user:${person.id}`)
      .filter((event) => event.type === type)
      .map(({ data }) => JSON.parse(data));
  const say = async (content: string) => (await ada.call('chat:message', { roomId, content })).message.id;
  /** Two nodes look for work until `done`; on PostgreSQL, by whose time all of it is due, not a moment longer. */
  const work = async (done: () => void) => {
    const runners = [server.runner(), server.runner()];
    for (const runner of runners) runner.wake();
    await vi.waitFor(done);
    for (const runner of runners) await runner.stop(1_000);
  };

  it('leads to its message, and falls due once, on every device', async () => {
    const messageId = await say('the minutes are due');
    const device = await server.connect(ben);
    const reminder = await remind(ben, { messageId });
    expect(reminder).toMatchObject({
      roomId,
      messageId,
      text: '',
      dueAt: null,
    });
    expect(await mine(ben)).toEqual([{ ...reminder, excerpt: 'the minutes are due' }]);
    expect(await mine(ada)).toEqual([]);
    await vi.waitFor(() => expect(told(device, 'reminder:changed')).toEqual([reminder]));
    server.clock.advance(2 * HOUR_MS);
    await work(() => expect(told(device, 'reminder:due')).toHaveLength(1));
    const [due] = told(device, 'reminder:due');
    expect(due).toEqual({ ...reminder, dueAt: expect.any(String) });
    expect(await mine(ben)).toEqual([{ ...due, excerpt: 'the minutes are due' }]);
    const { snapshot } = await ben.call('channel:subscribe', { channel: `user:${ben.id}` });
    expect(snapshot).toMatchObject({ reminders: [due] });
    await ben.call('reminder:done', { reminderId: reminder.id });
    expect(await mine(ben)).toEqual([]);
    await vi.waitFor(() => expect(told(device, 'reminder:ended')).toEqual([{ id: reminder.id, gone: true }]));
    expect(told(device, 'reminder:due')).toHaveLength(1);
  });

  it('is put off, and cancelled, by its owner only', async () => {
    const { id: reminderId } = await remind(ada, { text: ' water the plants ', roomId });
    expect((await mine(ada))[0]).toMatchObject({ text: 'water the plants', roomId, messageId: null });
    for (const command of ['reminder:done', 'reminder:cancel'] as const) {
      expect((await ben.refusal(command, { reminderId })).code).toBe('NOT_FOUND');
    }
    const later = { reminderId, remindAt: inHours(48) };
    expect((await ben.refusal('reminder:snooze', later)).code).toBe('NOT_FOUND');
    expect((await ada.refusal('reminder:snooze', { reminderId, remindAt: inHours(-1) })).code).toBe(
      'INVALID',
    );
    const { reminder } = await ada.call('reminder:snooze', later);
    expect(reminder).toMatchObject({ id: reminderId, remindAt: later.remindAt, dueAt: null });
    await ada.call('reminder:cancel', { reminderId });
    expect((await ada.refusal('reminder:snooze', { ...later, remindAt: inHours(50) })).code).toBe(
      'NOT_FOUND',
    );
    await vi.waitFor(() =>
      expect(told(ada, 'reminder:ended')).toContainEqual({ id: reminderId, gone: true }),
    );
  });

  it('refuses nothing to be reminded of, what one may not read, and times past or too far', async () => {
    const messageId = await say('ours');
    const eve = await server.person('eve');
    const refusal = async (person: Person, input: object) =>
      (await person.raw('reminder:create', { remindAt: inHours(1), ...input })).error?.code;
    expect(await refusal(ada, {})).toBe('INVALID');
    expect(await refusal(ada, { text: '  ' })).toBe('INVALID');
    expect(await refusal(ada, { text: 'x'.repeat(501) })).toBe('INVALID');
    expect(await refusal(ada, { text: 'a\0' })).toBe('INVALID');
    expect(await refusal(ada, { text: 'x', remindAt: inHours(-1) })).toBe('INVALID');
    expect(await refusal(ada, { text: 'x', remindAt: inHours(24 * 400) })).toBe('INVALID');
    expect(await refusal(eve, { messageId })).toBe('NOT_FOUND');
    expect(await refusal(eve, { text: 'x', roomId })).toBe('NOT_FOUND');
    expect(await refusal(ada, { messageId: 'nothing' })).toBe('NOT_FOUND');
  });

  it('P4, P5: recovery tells it as it is now; its message is shown as it is now, and only to who may read it', async () => {
    const messageId = await say('a secret');
    const { position } = await ben.call('channel:subscribe', { channel: `user:${ben.id}` });
    const kept = await remind(ben, { messageId, text: 'look again' }, 30);
    const gone = await remind(ben, { text: 'gone soon' });
    await ben.call('reminder:done', { reminderId: gone.id });
    await ada.call('chat:delete', { roomId, messageId });
    const { events } = await ben.call('channel:subscribe', { channel: `user:${ben.id}`, position });
    const changed = events.filter(({ type }) => type === 'reminder:changed').map(({ data }) => data);
    expect(changed).toEqual([kept, { id: gone.id, gone: true }]);
    expect(await mine(ben)).toEqual([{ ...kept, excerpt: null }]);
    await ben.call('reminder:cancel', { reminderId: kept.id });
    const other = await say('another');
    await remind(ben, { messageId: other }, 30);
    await ada.call('chat:remove-member', { roomId, userId: ben.id });
    expect(await mine(ben)).toMatchObject([{ messageId: other, excerpt: null }]);
  });

  it('at most so many are kept, however many are made at once', async () => {
    const kim = await server.person('kim');
    const input = { text: 'x', remindAt: inHours(90) };
    const answers = await Promise.all(
      Array.from({ length: MAX_REMINDERS + 10 }, () => kim.raw('reminder:create', input)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(MAX_REMINDERS);
    expect(answers.find(({ ok }) => !ok)?.error?.code).toBe('CONFLICT');
  });
});
