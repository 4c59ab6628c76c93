/** Threads beside the main timeline: said, counted, followed and read, on a real kernel and database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let eve: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start({});
    ada = await server.person('ada');
    ben = await server.person('ben');
    eve = await server.person('eve');
    roomId = (await ada.call('chat:create', { name: 'Tea', visibility: 'private' })).room.id;
    await ada.call('chat:add-member', { roomId, userId: ben.id });
  });

  afterAll(() => server.close());

  const say = async (who: Person, content: string, threadId?: string) =>
    (await who.call('chat:message', { roomId, content, ...(threadId !== undefined && { threadId }) }))
      .message;
  const mine = async (who: Person, threadId: string) => {
    const { items } = await who.call('thread:list', {});
    return items.find(({ root }) => root.id === threadId) ?? null;
  };
  /** The last event on somebody's own channel. */
  const toldLast = async (who: Person) => {
    const channel = `user:${who.id}`;
    const { head } = await server.log.read(channel, 0, { maxEvents: 1, maxBytes: 1 });
    const { events } = await server.log.read(channel, head - 1, { maxEvents: 1, maxBytes: 1e6 });
    return { type: events[0]?.type, data: JSON.parse(events[0]?.data ?? 'null') as unknown };
  };

  it('stand beside the main timeline, which tells how many answers there are', async () => {
    const root = await say(ada, 'Which cake?');
    const first = await say(ben, 'Lemon', root.id);
    const second = await say(ada, 'Plum', root.id);
    const { items } = await ada.call('chat:history', { roomId });
    expect(items.map(({ content }) => content)).toEqual(['Which cake?']);
    expect(items[0]).toMatchObject({
      thread: { replies: 2, lastReplyAt: second.createdAt, repliers: [ben.id, ada.id] },
      changedSeq: second.seq,
      editedAt: null,
    });
    const shown = await ben.call('thread:show', { roomId, threadId: root.id });
    expect(shown).toMatchObject({ root: items[0], replies: [first, second], hasOlder: false });
    const { items: around } = await ben.call('chat:history', { roomId, threadId: root.id, after: first.id });
    expect(around).toEqual([second]);
  });

  it('are followed by who began and by who answers, each with an unread count of their own', async () => {
    const root = await say(ada, 'Who comes?');
    await say(ben, 'Me', root.id);
    expect(await toldLast(ada)).toMatchObject({
      type: 'thread:followed',
      data: { threadId: root.id, isFollowing: true, unread: 0 },
    });
    expect(await toldLast(ben)).toMatchObject({ type: 'thread:followed', data: { threadId: root.id } });
    const last = await say(ben, 'And Eve', root.id);
    expect(await mine(ada, root.id)).toMatchObject({ unread: 2, roomId });
    expect(await mine(ben, root.id)).toMatchObject({ unread: 0 });
    const read = await ada.call('thread:read', { roomId, threadId: root.id, messageId: last.id });
    expect(read).toMatchObject({ unread: 0, readSeq: last.seq, isFollowing: true });
    expect(await toldLast(ada)).toMatchObject({ type: 'thread:read', data: read });
    // Backwards says nothing new.
    const again = await ada.call('thread:read', { roomId, threadId: root.id, messageId: root.id });
    expect(again.readSeq).toBe(last.seq);
  });

  it('are followed by who is named in an answer, from that answer on, and by nobody called with everybody', async () => {
    const root = await say(ada, 'Long story');
    await say(ada, 'so far', root.id);
    await say(ada, 'hear, @here and @room', root.id);
    expect(await mine(ben, root.id)).toBeNull();
    await say(ada, '@ben what do you say? @ada asks, and @eve is not here', root.id);
    expect(await toldLast(ben)).toMatchObject({
      type: 'thread:followed',
      data: { threadId: root.id, isFollowing: true, unread: 0 },
    });
    expect(await mine(ben, root.id)).toMatchObject({ unread: 1, roomId });
    await say(ada, '@ben?', root.id);
    expect(await mine(ben, root.id)).toMatchObject({ unread: 2 });
    // Of who may not read the room nothing is kept.
    expect((await eve.call('thread:list', {})).items).toEqual([]);
  });

  it('are followed again by who had let go and is named, and by who is named by an edit', async () => {
    const root = await say(ada, 'Again');
    const first = await say(ada, 'one', root.id);
    await ben.call('thread:follow', { roomId, threadId: root.id, isOn: true });
    await ben.call('thread:read', { roomId, threadId: root.id, messageId: first.id });
    await ben.call('thread:follow', { roomId, threadId: root.id, isOn: false });
    const second = await say(ada, 'two', root.id);
    expect(await mine(ben, root.id)).toBeNull();
    await ada.call('chat:edit', { roomId, messageId: second.id, content: 'two, @ben' });
    expect(await toldLast(ben)).toMatchObject({ data: { isFollowing: true, readSeq: first.seq, unread: 1 } });
    expect(await mine(ben, root.id)).toMatchObject({ unread: 1, readSeq: first.seq });

    const other = await say(ada, 'Anew');
    const answer = await say(ada, 'three', other.id);
    await ada.call('chat:edit', { roomId, messageId: answer.id, content: 'three, @ben' });
    expect(await mine(ben, other.id)).toMatchObject({ unread: 1, readSeq: answer.seq - 1 });
  });

  it('are followed once, however many name somebody at once, and are told as they are kept', async () => {
    const root = await say(ada, 'All at once');
    await Promise.all(Array.from({ length: 5 }, (_, at) => say(ada, `${at} @ben`, root.id)));
    const kept = await mine(ben, root.id);
    expect(kept).toMatchObject({ unread: 5 });
    const channel = `user:${ben.id}`;
    const { head } = await server.log.read(channel, 0, { maxEvents: 1, maxBytes: 1 });
    const { events } = await server.log.read(channel, 0, { maxEvents: head, maxBytes: 1e6 });
    const told = events.map(({ data }) => JSON.parse(data)).filter(({ threadId }) => threadId === root.id);
    expect(told).toMatchObject([{ readSeq: kept?.readSeq }]);
  });

  it('count nothing towards the room', async () => {
    const root = await say(ada, 'quiet');
    await ben.call('chat:read', { roomId, messageId: root.id });
    await say(ada, 'in the thread', root.id);
    const { items } = await ben.call('chat:rooms', {});
    expect(items.find(({ id }) => id === roomId)?.unread).toBe(0);
  });

  it('are no longer followed by who said so, until they answer again', async () => {
    const root = await say(ada, 'noisy');
    await say(ben, 'one', root.id);
    const off = { roomId, threadId: root.id, isOn: false };
    expect(await ada.call('thread:follow', off)).toMatchObject({ isFollowing: false });
    await ada.call('thread:follow', off);
    await say(ben, 'two', root.id);
    expect(await mine(ada, root.id)).toBeNull();
    await say(ada, 'three', root.id);
    expect(await mine(ada, root.id)).toMatchObject({ unread: 0 });
  });

  it('P5: lose an answer that is deleted, in the count and for who has not read it', async () => {
    const root = await say(ada, 'count');
    await say(ben, 'stays', root.id);
    const { id: messageId } = await say(ben, 'goes', root.id);
    const { message } = await ben.call('chat:delete', { roomId, messageId });
    const { root: now, replies } = await ada.call('thread:show', { roomId, threadId: root.id });
    expect(now).toMatchObject({ thread: { replies: 1 }, changedSeq: message.changedSeq });
    expect(replies.map(({ content }) => content)).toEqual(['stays', '']);
    expect(await mine(ada, root.id)).toMatchObject({ unread: 1 });
  });

  it('P10: an edit of what they hang on keeps them', async () => {
    const root = await say(ada, 'draft');
    await Promise.all([
      say(ben, 'answer', root.id),
      ada.call('chat:edit', { roomId, messageId: root.id, content: 'final' }),
    ]);
    const shown = await ada.call('thread:show', { roomId, threadId: root.id });
    expect(shown.root).toMatchObject({ content: 'final', thread: { replies: 1 } });
  });

  it('are paged, in the list and in themselves', async () => {
    const root = await say(ada, 'long');
    for (let index = 0; index < 52; index += 1) await say(ben, `${index}`, root.id);
    const shown = await ada.call('thread:show', { roomId, threadId: root.id });
    expect(shown.replies.map(({ content }) => content).slice(0, 1)).toEqual(['2']);
    expect(shown.hasOlder).toBe(true);
    const before = shown.replies[0]?.id ?? '';
    const older = await ada.call('chat:history', { roomId, threadId: root.id, before });
    expect(older.items.map(({ content }) => content)).toEqual(['0', '1']);
    const first = await ada.call('thread:list', { limit: 1 });
    expect(first.items[0]?.root.id).toBe(root.id);
    const second = await ada.call('thread:list', { limit: 1, cursor: first.next ?? '' });
    expect(second.items[0]?.root.id).not.toBe(root.id);
  });

  describe('are refused', () => {
    it('to who may not see the room', async () => {
      const { id: threadId } = await say(ada, 'ours');
      for (const command of ['thread:show', 'thread:follow', 'thread:read'] as const) {
        const input = { roomId, threadId, isOn: true, messageId: threadId };
        expect(await eve.refusal(command, input)).toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('within threads, across rooms, and of what there is not', async () => {
      const root = await say(ada, 'one level');
      const reply = await say(ben, 'reply', root.id);
      expect(await ada.refusal('chat:message', { roomId, content: 'x', threadId: reply.id })).toMatchObject({
        code: 'INVALID',
      });
      expect(await ada.refusal('thread:follow', { roomId, threadId: reply.id, isOn: true })).toMatchObject({
        code: 'INVALID',
      });
      expect(
        await ada.refusal('chat:message', { roomId: 'general', content: 'x', threadId: root.id }),
      ).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ada.refusal('thread:show', { roomId, threadId: roomId })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('P6: and their list forgets rooms one is no longer in', async () => {
      const root = await say(ada, 'before');
      await say(ben, 'mine', root.id);
      expect(await mine(ben, root.id)).not.toBeNull();
      await ada.call('chat:remove-member', { roomId, userId: ben.id });
      expect((await ben.call('thread:list', {})).items).toEqual([]);
      await ada.call('chat:add-member', { roomId, userId: ben.id });
    });
  });
});
