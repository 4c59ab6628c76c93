/** Files found by their names: in one's own rooms and nowhere else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, onEachDatabase } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: string;
  let ben: string;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    roomId = (await server.call(ada, 'chat:create', { name: 'Plans', visibility: 'private' })).room.id;
  });
  afterAll(() => server.close());

  const post = async (name: string) => {
    const id = await server.upload(ada, roomId, `content of ${name}`, name);
    await server.call(ada, 'chat:message', {
      roomId,
      content: '',
      type: 'file',
      metadata: { fileIds: [id] },
    });
    return id;
  };
  const found = async (userId: string, ...words: string[]) =>
    (
      await server.find({ userId, role: 'member', now: new Date(server.clock.now()).toISOString() }, words)
    ).map(({ id }) => id);

  it('by all of the words, whatever their case, the latest first', async () => {
    const first = await post('Garden plan 2026.txt');
    const second = await post('garden_100%.txt');
    expect(await found(ada, 'GARDEN')).toEqual([second, first]);
    expect(await found(ada, 'plan', 'garden')).toEqual([first]);
    expect(await found(ada, '100%')).toEqual([second]);
    expect(await found(ada, 'n_1')).toEqual([second]);
    expect(await found(ada, 'n%2')).toEqual([]);
  });

  it('P6: never by who may not read the room, and not before it was posted', async () => {
    await post('secret.txt');
    await server.upload(ada, roomId, 'kept back', 'secret draft.txt');
    expect(await found(ben, 'secret')).toEqual([]);
    expect(await found(ada, 'secret')).toHaveLength(1);
  });
});
