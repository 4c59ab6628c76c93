/** What one is shown as: set once for every device, kept across restarts, and ending by itself. */
import { settled } from '@parley/testkit/kernel/manual-clock';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPostgres } from '../../adapters/storage/postgres/open.ts';
import { type Person, refusalOf, type World, type WorldOptions, world } from './harness.ts';

const HOUR_MS = 3_600_000;

/** Where nodes share a database its clock says when a job is due, and no test drives that one. */
function suite(options: () => Promise<WorldOptions>, timed: boolean): void {
  // There is nothing to skip where the database's own clock says when: the tests are of the other one.
  const onTime: (name: string, run: () => Promise<void>) => void = timed ? test : () => {};
  let at: World;
  let ada: Person;
  beforeEach(async () => {
    at = await world(await options());
    ada = await at.member('ada');
  });
  afterEach(() => at.close());

  const inMs = (ms: number) => new Date(at.clock.now() + ms).toISOString();
  const shown = () => at.kernel.presence.of(ada.user.id);
  const becomes = (state: object) => expect.poll(shown).toMatchObject(state);
  const set = (person: Person, input: object) => person.run('account:status', input);
  const asListed = async () => {
    const { items } = await (await at.owner()).run('people:list', { q: 'ada' });
    return (items as { customStatus?: object }[])[0]?.customStatus;
  };

  test('is shown to others and to every device of mine, and survives a restart', async () => {
    const connection = await ada.connect();
    const custom = { text: '  Lunch  ', emoji: '🍜', until: '2099-01-01T00:00:00.000Z' };
    const { user } = await set(ada, { custom });
    const expected = { text: 'Lunch', emoji: '🍜', until: custom.until };
    expect(user).toMatchObject({ customStatus: expected });
    expect(await asListed()).toEqual(expected);
    await becomes({ status: 'online', ...expected });
    const [heard] = connection.events(`user:${ada.user.id}`).map((event) => JSON.parse(event.data));
    expect(heard.user.customStatus).toEqual(expected);

    at = await at.restart();
    ada = await at.login(at.browser(), 'ada');
    expect(ada.user).toMatchObject({ customStatus: expected });
    await ada.connect();
    expect(shown()).toMatchObject({ status: 'online', ...expected });
  });

  test('do not disturb holds across reconnecting and restarts, until it is cleared', async () => {
    await ada.connect();
    expect((await set(ada, { dnd: {} })).user).toMatchObject({ dnd: { until: null } });
    await becomes({ status: 'dnd' });
    at = await at.restart();
    ada = await at.login(at.browser(), 'ada');
    await ada.connect();
    expect(shown().status).toBe('dnd');
    const { user } = await set(ada, { dnd: null });
    expect(user).not.toHaveProperty('dnd');
    await becomes({ status: 'online' });
  });

  onTime('ends by itself at its time, and everybody sees it end', async () => {
    await ada.connect();
    await set(ada, { custom: { text: 'Lunch', until: inMs(HOUR_MS) }, dnd: { until: inMs(2 * HOUR_MS) } });
    await becomes({ status: 'dnd', text: 'Lunch' });
    const after = async (ms: number) => {
      await at.clock.advance(ms);
      return shown();
    };
    await after(HOUR_MS - 60_000);
    expect(shown()).toMatchObject({ status: 'dnd', text: 'Lunch' });
    await expect.poll(() => after(10_000)).not.toHaveProperty('text');
    expect(shown().status).toBe('dnd');
    expect(await asListed()).toBeUndefined();
    await after(HOUR_MS - 120_000);
    await expect.poll(async () => (await after(10_000)).status).toBe('online');
    expect((await ada.run('account:me')).user).not.toHaveProperty('dnd');
  });

  onTime('one that was set anew ends at its own time', async () => {
    await ada.connect();
    await set(ada, { custom: { text: 'Lunch', until: inMs(HOUR_MS) } });
    await set(ada, { custom: { text: 'Holiday', until: inMs(10 * HOUR_MS) } });
    await at.clock.advance(2 * HOUR_MS);
    await expect.poll(() => at.storage.jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    expect(shown()).toMatchObject({ text: 'Holiday' });
    await set(ada, { custom: null });
    expect(await asListed()).toBeUndefined();
  });

  test('P3: the same twice has one effect; nothing to change tells nobody', async () => {
    const connection = await ada.connect();
    const once = { custom: { emoji: '🌴' }, clientId: 'k1' };
    expect(await set(ada, once)).toEqual(await set(ada, once));
    await set(ada, { custom: { emoji: '🌴' } });
    await set(ada, {});
    await settled();
    expect(connection.events(`user:${ada.user.id}`)).toHaveLength(1);
    expect((await refusalOf(set(ada, { ...once, dnd: {} }))).code).toBe('CONFLICT');
  });

  test.each([
    ['an empty text', { custom: { text: '   ' } }],
    ['nothing at all', { custom: {} }],
    ['a text too long', { custom: { text: 'x'.repeat(101) } }],
    ['a text that turns the line', { custom: { text: 'a\u202eb' } }],
    ['two emoji', { custom: { emoji: '🍜🍜' } }],
    ['a letter for an emoji', { custom: { emoji: 'a' } }],
    ['a time that is over', { custom: { text: 'x', until: '2020-01-01T00:00:00.000Z' } }],
    ['no time', { dnd: { until: 'tomorrow' } }],
  ])('%s is refused', async (_, input) => {
    expect((await refusalOf(set(ada, input))).code).toBe('INVALID');
    expect((await ada.run('account:me')).user).not.toHaveProperty('customStatus');
  });

  test.each(['👩🏽‍💻', '🇹🇭', '1️⃣', '❤️'])('%s is one emoji', async (emoji) => {
    expect((await set(ada, { custom: { emoji } })).user).toMatchObject({ customStatus: { emoji } });
  });
}

describe('a status of one’s own on SQLite', () => suite(async () => ({}), true));
describeWith(POSTGRES, findPostgres(), 'a status of one’s own on PostgreSQL', (bin) => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(bin, { settings: { fsync: 'off' } });
  });
  afterAll(() => postgres.stop());
  suite(async () => {
    const url = await postgres.createDatabase();
    return { open: (options) => openPostgres({ ...options, url }) };
  }, false);
});
