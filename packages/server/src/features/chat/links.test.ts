/** Where links to messages and rooms lead: many in one question, and nothing of what one may not read. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let open: string;
  let closed: string;

  beforeAll(async () => {
    server = await start();
    [ada, ben] = [await server.person('ada'), await server.person('ben')];
    open = (await ada.call('chat:create', { name: 'Tea', alias: 'tea' })).room.id;
    closed = (await ada.call('chat:create', { name: 'Plans', visibility: 'private' })).room.id;
  });
  afterAll(() => server.close());

  const say = async (roomId: string, content: string, threadId?: string) =>
    (await ada.call('chat:message', { roomId, content, ...(threadId !== undefined && { threadId }) }))
      .message;
  const ask = async (who: Person, ...targets: { roomId: string; messageId?: string }[]) =>
    (await who.call('chat:links', { targets })).items;

  it('says who said what where, in the order of the question, rooms by their alias too', async () => {
    const said = await say(open, `${'long '.repeat(100)}text`);
    const answer = await say(open, 'answer', said.id);
    const room = { id: open, name: 'Tea', visibility: 'public' };
    expect(
      await ask(
        ben,
        { roomId: 'tea', messageId: answer.id },
        { roomId: 'tea' },
        { roomId: open, messageId: said.id },
      ),
    ).toEqual([
      {
        room,
        message: {
          id: answer.id,
          userId: ada.id,
          displayName: 'Ada',
          type: 'text',
          content: 'answer',
          threadId: said.id,
          createdAt: answer.createdAt,
        },
      },
      { room },
      { room, message: expect.objectContaining({ id: said.id, content: said.content.slice(0, 300) }) },
    ]);
  });

  it('P6: nothing of rooms one may not read, by whatever room the message is asked for', async () => {
    const { id: messageId } = await say(closed, 'secret');
    const targets = [
      { roomId: closed, messageId },
      { roomId: closed },
      { roomId: 'tea', messageId },
      { roomId: 'nowhere' },
    ];
    const tea = { id: open, name: 'Tea', visibility: 'public' };
    expect(await ask(ben, ...targets)).toEqual([{}, {}, { room: tea, message: null }, {}]);
    expect(await ask(ada, { roomId: closed, messageId })).toMatchObject([{ message: { content: 'secret' } }]);
    await ada.call('chat:add-member', { roomId: closed, userId: ben.id });
    expect(await ask(ben, { roomId: closed, messageId })).toMatchObject([{ message: { content: 'secret' } }]);
    await ada.call('chat:ban', { roomId: closed, userId: ben.id, reason: 'noise' });
    expect(await ask(ben, { roomId: closed, messageId })).toEqual([{}]);
  });

  it('of a message that was deleted, that it is not there', async () => {
    const { id: messageId } = await say(open, 'gone');
    await ada.call('chat:delete', { roomId: open, messageId });
    expect(await ask(ben, { roomId: open, messageId })).toEqual([
      { room: { id: open, name: 'Tea', visibility: 'public' }, message: null },
    ]);
  });

  it('P8: no more than fifty at once, and at least one', async () => {
    const targets = Array.from({ length: 51 }, () => ({ roomId: open }));
    expect(await ben.refusal('chat:links', { targets })).toMatchObject({ code: 'INVALID' });
    expect(await ben.refusal('chat:links', { targets: [] })).toMatchObject({ code: 'INVALID' });
  });
});
