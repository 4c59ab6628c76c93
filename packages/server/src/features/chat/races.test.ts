/** Two decisions on one state: the second to be written must notice the first, and be decided anew. */
import type { CommandInput, CommandName } from '@parley/contract/registry';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;
  let roomId: string;
  let messageId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    carla = await server.person('carla');
  });

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
    await ben.call('chat:enter', { roomId });
    messageId = (await ada.call('chat:message', { roomId, content: 'v0' })).message.id;
  });

  afterAll(() => server.close());

  /** Decides both on the present state, then writes the first and the second. */
  async function race<A extends CommandName, B extends CommandName>(
    first: readonly [Person, A, CommandInput<A>],
    second: readonly [Person, B, CommandInput<B>],
  ) {
    const one = await server.decide(...first);
    const two = await server.decide(...second);
    expect(await server.kernel.commit(one)).toMatchObject({ kind: 'committed' });
    return server.kernel.commit(two);
  }

  const conflict = (reason: string) => expect.objectContaining({ kind: 'conflict', reason });

  it('an edit of what is being deleted', async () => {
    const edit = { roomId, messageId, content: 'v1' };
    expect(await race([ada, 'chat:delete', { roomId, messageId }], [ada, 'chat:edit', edit])).toEqual(
      conflict('rows'),
    );
    const { items } = await ada.call('chat:history', { roomId });
    expect(items).toMatchObject([{ content: '' }]);
  });

  it('two edits', async () => {
    const edit = (content: string) => [ada, 'chat:edit', { roomId, messageId, content }] as const;
    expect(await race(edit('v1'), edit('v2'))).toEqual(conflict('rows'));
  });

  it('reading back and forth', async () => {
    const later = (await ada.call('chat:message', { roomId, content: 'v1' })).message.id;
    const back = { roomId, messageId };
    expect(await race([ben, 'chat:read', { roomId, messageId: later }], [ben, 'chat:read', back])).toEqual(
      conflict('rows'),
    );
    expect((await ben.call('chat:room', { roomId })).room.lastReadId).toBe(later);
  });

  it('a message of who is being taken out', async () => {
    const say = { roomId, content: 'still here' };
    expect(
      await race([ada, 'chat:remove-member', { roomId, userId: ben.id }], [ben, 'chat:message', say]),
    ).toEqual(conflict('acl'));
  });

  it('P6: a message of who is being muted, or banned', async () => {
    const person = { roomId, userId: ben.id, reason: 'flood' };
    const say = { roomId, content: 'still here' };
    expect(await race([ada, 'chat:mute', person], [ben, 'chat:message', say])).toEqual(conflict('acl'));
    await ada.call('chat:unmute', { roomId, userId: ben.id });
    expect(await race([ada, 'chat:ban', person], [ben, 'chat:message', say])).toEqual(conflict('acl'));
    expect((await ada.call('chat:history', { roomId })).items).toHaveLength(1);
  });

  it('P6: who comes in while being banned stays out, whoever was first', async () => {
    const ban = { roomId, userId: carla.id, reason: 'flood' };
    expect(await race([ada, 'chat:ban', ban], [carla, 'chat:enter', { roomId }])).toEqual(conflict('rows'));
    await ada.call('chat:unban', { roomId, userId: carla.id });
    expect(await race([carla, 'chat:enter', { roomId }], [ada, 'chat:ban', ban])).toEqual(conflict('rows'));
    await ada.call('chat:ban', ban);
    expect((await ada.call('chat:room', { roomId })).room.memberCount).toBe(2);
    expect(
      await race(
        [ada, 'chat:unban', { roomId, userId: carla.id }],
        [ada, 'chat:unban', { roomId, userId: carla.id }],
      ),
    ).toEqual(conflict('rows'));
  });

  it('a moderator who bans somebody while losing the right', async () => {
    await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
    expect(
      await race(
        [ada, 'chat:member-role', { roomId, userId: ben.id, role: 'member' }],
        [ben, 'chat:ban', { roomId, userId: carla.id, reason: 'x' }],
      ),
    ).toEqual(conflict('rows'));
  });

  it('an edit of what is being swept away', async () => {
    const edit = { roomId, messageId, content: 'v1' };
    const sweep = { roomId, userId: ada.id, hours: 1 };
    await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
    expect(await race([ada, 'chat:edit', edit], [ben, 'chat:purge', sweep])).toEqual(conflict('rows'));
  });

  it('a moderator who brings somebody in while losing the right', async () => {
    const { room } = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
    const member = { roomId: room.id, userId: ben.id };
    await ada.call('chat:add-member', member);
    await ada.call('chat:member-role', { ...member, role: 'moderator' });
    expect(
      await race(
        [ada, 'chat:member-role', { ...member, role: 'member' }],
        [ben, 'chat:add-member', { roomId: room.id, userId: carla.id }],
      ),
    ).toEqual(conflict('rows'));
    expect((await ada.call('chat:room', { roomId: room.id })).room.memberCount).toBe(2);
  });

  it('two who bring in the same person: they are a member once, and counted once', async () => {
    const bring = { roomId, userId: carla.id };
    expect(await race([ada, 'chat:add-member', bring], [ben, 'chat:add-member', bring])).toEqual(
      conflict('constraint'),
    );
    const { room, members } = await ada.call('chat:room', { roomId });
    expect(room.memberCount).toBe(members.length);
  });

  it('the last two owners who leave: one of them is followed by somebody', async () => {
    await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'owner' });
    await carla.call('chat:enter', { roomId });
    expect(await race([ada, 'chat:leave', { roomId }], [ben, 'chat:leave', { roomId }])).toEqual(
      conflict('acl'),
    );
    await ben.call('chat:leave', { roomId });
    expect((await carla.call('chat:room', { roomId })).members).toMatchObject([
      { username: 'carla', roomRole: 'owner' },
    ]);
  });

  it('two who begin the same direct room', async () => {
    const people = { userIds: [ada.id, ben.id, carla.id] };
    const other = await server.person(`dan${roomId.slice(-4)}`);
    const both = { userIds: [...people.userIds, other.id] };
    expect(await race([ada, 'chat:direct', both], [ben, 'chat:direct', both])).toEqual(
      conflict('constraint'),
    );
  });
});
