/** Who of a room is there, and whom one may look at. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    carla = await server.person('carla');
    roomId = (await ada.call('chat:create', { name: 'Tea', visibility: 'private' })).room.id;
    for (const { id: userId } of [ben, carla]) await ada.call('chat:add-member', { roomId, userId });
  });
  afterAll(() => server.close());

  const names = (items: readonly { readonly username: string }[]) => items.map(({ username }) => username);

  it('chat:present tells who is not offline, by name, and how many', async () => {
    const all = await ada.call('chat:present', { roomId });
    expect([names(all.items), all.count]).toEqual([['ada', 'ben', 'carla'], 3]);
    const eve = await server.person('eve');
    await ada.call('chat:add-member', { roomId, userId: eve.id });
    eve.disconnect();
    await vi.waitFor(async () => {
      const later = await ada.call('chat:present', { roomId });
      expect([names(later.items), later.count]).toEqual([['ada', 'ben', 'carla'], 3]);
    });
    expect(names((await ada.call('chat:members', { roomId })).items)).toContain('eve');
  });

  it('chat:present of a room one may not see is not found', async () => {
    const dora = await server.person('dora');
    expect(await dora.refusal('chat:present', { roomId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('chat:members finds by part of a name', async () => {
    const find = async (q: string) => names((await ada.call('chat:members', { roomId, q })).items);
    expect(await find('AR')).toEqual(['carla']);
    expect(await find('_')).toEqual([]);
    expect(await find('  ')).toContain('ben');
    expect(await find('nobody')).toEqual([]);
  });

  it('P6: a guest looks only at people of their rooms; a member at anybody', async () => {
    const gus = await server.person('gus', 'guest');
    const userIds = [ada.id, ben.id];
    const states = async (person: Person) =>
      (await person.call('presence:watch', { userIds })).states.map(({ userId }) => userId);
    expect(await states(gus)).toEqual([]);
    const dora = await server.person('dolores');
    expect(await states(dora)).toEqual(userIds);
    const shared = (await ben.call('chat:create', { name: 'With Gus', visibility: 'private' })).room.id;
    await ben.call('chat:add-member', { roomId: shared, userId: gus.id });
    expect(await states(gus)).toEqual([ben.id]);
  });
});
