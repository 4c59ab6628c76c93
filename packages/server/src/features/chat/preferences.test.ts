/** Favourites, categories and muting: one's own, on every device. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let phone: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    phone = await server.connect(ada);
    await phone.call('channel:subscribe', { channel: `user:${ada.id}` });
    ben = await server.person('ben');
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
    await ben.call('chat:enter', { roomId });
  });

  const lastOf = (person: Person, type: string) =>
    person.connection
      .events(`user:${person.id}`)
      .filter((event) => event.type === type)
      .map(({ data }) => JSON.parse(data))
      .at(-1);
  const mine = async (person: Person) => (await person.call('chat:room', { roomId })).room.myPreferences;

  describe('chat:preferences', () => {
    it('P10: are mine, on all my devices, and part of the room as I see it', async () => {
      expect(await mine(ada)).toEqual({ favourite: false, categoryId: null, mute: null, version: 0 });
      const mute = { level: 'mentions', until: '2026-02-01T00:00:00.000Z' } as const;
      await ada.call('chat:preferences', { roomId, favourite: true });
      const { preferences } = await ada.call('chat:preferences', { roomId, mute });
      expect(preferences).toEqual({ favourite: true, categoryId: null, mute, version: 2 });
      expect(lastOf(phone, 'room:preferences')).toEqual({ roomId, preferences });
      expect(await mine(ada)).toEqual(preferences);
      expect(await mine(ben)).toMatchObject({ favourite: false });
      const { snapshot } = await ada.call('channel:subscribe', { channel: `user:${ada.id}` });
      const { rooms } = snapshot as { rooms: { id: string; myPreferences: unknown }[] };
      expect(rooms.find(({ id }) => id === roomId)?.myPreferences).toEqual(preferences);
      await ada.call('chat:preferences', { roomId, mute: null, favourite: false });
      expect(await mine(ada)).toEqual({ favourite: false, categoryId: null, mute: null, version: 3 });
    });

    it('tell nobody else', async () => {
      const before = (await server.log.heads([`room:${roomId}`])).get(`room:${roomId}`);
      await ada.call('chat:preferences', { roomId, favourite: true });
      expect((await server.log.heads([`room:${roomId}`])).get(`room:${roomId}`)).toEqual(before);
      expect(lastOf(ben, 'room:preferences')).toBeUndefined();
    });

    it('what changes nothing is no event', async () => {
      await ada.call('chat:preferences', { roomId, favourite: true });
      const { preferences } = await ada.call('chat:preferences', { roomId, favourite: true });
      expect(preferences.version).toBe(1);
    });

    it('two devices that change different things at once lose neither', async () => {
      const star = await server.decide(ada, 'chat:preferences', { roomId, favourite: true });
      const mute = { roomId, mute: { level: 'all', until: null } } as const;
      const silence = await server.decide(ada, 'chat:preferences', mute);
      expect(await server.kernel.commit(star)).toMatchObject({ kind: 'committed' });
      expect(await server.kernel.commit(silence)).toMatchObject({ kind: 'conflict', reason: 'rows' });
    });

    it('end with the membership', async () => {
      await ben.call('chat:preferences', { roomId, favourite: true });
      await ben.call('chat:leave', { roomId });
      expect(await ben.refusal('chat:preferences', { roomId, favourite: true })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ben.call('chat:enter', { roomId });
      expect(await mine(ben)).toMatchObject({ favourite: false, version: 0 });
    });

    it.each([
      ['a level that is none', { mute: { level: 'loud', until: null } }, 'INVALID'],
      ['a category of nobody', { categoryId: 'nothing' }, 'NOT_FOUND'],
      ['a room that is not there', { roomId: 'nowhere' }, 'NOT_FOUND'],
    ])('refuse %s', async (_, input, code) => {
      expect((await ada.raw('chat:preferences', { roomId, ...input })).error).toMatchObject({ code });
    });
  });

  describe('categories', () => {
    let carla: Person;
    let count = 0;

    beforeEach(async () => {
      count += 1;
      carla = await server.person(`carla${count}`);
      await carla.call('chat:enter', { roomId });
    });

    const make = async (name: string) => (await carla.call('chat:category-create', { name })).category;
    const names = async () => (await carla.call('chat:categories', {})).items.map(({ name }) => name);

    it('are named, ordered and told whole', async () => {
      const work = await make('  Work ');
      await make('Home');
      await make('Fun');
      await carla.call('chat:category-update', { categoryId: work.id, index: 1 });
      expect(await names()).toEqual(['Home', 'Work', 'Fun']);
      await carla.call('chat:category-update', { categoryId: work.id, name: 'Job', index: 99 });
      expect(await names()).toEqual(['Home', 'Fun', 'Job']);
      const { items } = await carla.call('chat:categories', {});
      expect(lastOf(carla, 'room:categories')).toEqual({ categories: items });
      const { snapshot } = await carla.call('channel:subscribe', { channel: `user:${carla.id}` });
      expect(snapshot).toMatchObject({ roomCategories: items });
    });

    it('hold rooms, which are in none when theirs goes', async () => {
      const work = await make('Work');
      await carla.call('chat:preferences', { roomId, categoryId: work.id });
      expect(await mine(carla)).toMatchObject({ categoryId: work.id, version: 1 });
      await carla.call('chat:category-delete', { categoryId: work.id });
      expect(await mine(carla)).toMatchObject({ categoryId: null, version: 2 });
      expect(await names()).toEqual([]);
      expect(await carla.refusal('chat:preferences', { roomId, categoryId: work.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('a room is not put into one that goes at the same time', async () => {
      const work = await make('Work');
      const into = await server.decide(carla, 'chat:preferences', { roomId, categoryId: work.id });
      await carla.call('chat:category-delete', { categoryId: work.id });
      expect(await server.kernel.commit(into)).toMatchObject({ kind: 'conflict', reason: 'rows' });
    });

    it('of two made at once both are there', async () => {
      await Promise.all(
        ['one', 'two', 'three'].map((name) => server.request(carla, 'chat:category-create', { name })),
      );
      expect((await names()).sort()).toEqual(['one', 'three', 'two']);
    });

    it('are one’s own', async () => {
      const work = await make('Work');
      const refused = { code: 'NOT_FOUND' };
      expect(await ben.refusal('chat:preferences', { roomId, categoryId: work.id })).toMatchObject(refused);
      expect(await ben.refusal('chat:category-delete', { categoryId: work.id })).toMatchObject(refused);
      expect(await ben.refusal('chat:category-update', { categoryId: work.id, name: 'x' })).toMatchObject(
        refused,
      );
      expect((await ben.call('chat:categories', {})).items).toEqual([]);
    });

    it('have a name, and an end', async () => {
      expect((await carla.raw('chat:category-create', { name: ' ' })).error).toMatchObject({
        code: 'INVALID',
      });
      for (let n = 0; n < 50; n += 1) await make(`c${n}`);
      expect(await carla.refusal('chat:category-create', { name: 'more' })).toMatchObject({
        code: 'CONFLICT',
      });
    });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
