/** Nobody finds what they may not see, nor learns that it is there; what was changed or deleted is gone by its old words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../chat/harness.ts';
import { onEachSearchDatabase, type SearchHarness, texts } from './harness.ts';

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;
  let ben: Person;
  let guest: Person;
  let privateId: string;
  let publicId: string;
  let directId: string;

  beforeAll(async () => {
    server = await start();
    [ada, ben] = [await server.person('ada'), await server.person('ben')];
    guest = await server.person('gus', 'guest');
    publicId = (await ada.call('chat:create', { name: 'Garden club', alias: 'garden' })).room.id;
    privateId = (await ada.call('chat:create', { name: 'Garden secrets', visibility: 'private' })).room.id;
    directId = (await ada.call('chat:direct', { userIds: [ben.id] })).room.id;
    for (const [roomId, where] of [
      [publicId, 'public'],
      [privateId, 'private'],
      [directId, 'direct'],
    ] as const) {
      await ada.call('chat:message', { roomId, content: `tulips in ${where}` });
    }
    await server.indexed();
  });
  afterAll(() => server.close());

  describe('P6: what is found', () => {
    it('is what one may read: my rooms, and public ones unless a guest', async () => {
      expect(await texts(ada, 'tulips')).toEqual([
        'tulips in direct',
        'tulips in private',
        'tulips in public',
      ]);
      expect(await texts(ben, 'tulips')).toEqual(['tulips in direct', 'tulips in public']);
      expect(await texts(guest, 'tulips')).toEqual([]);
    });

    it('changes with membership, at once and both ways', async () => {
      await ada.call('chat:add-member', { roomId: privateId, userId: guest.id });
      expect(await texts(guest, 'tulips')).toEqual(['tulips in private']);
      await ada.call('chat:remove-member', { roomId: privateId, userId: guest.id });
      expect(await texts(guest, 'tulips')).toEqual([]);
    });

    it('is a room only for who may see it, by name, alias and `in:`', async () => {
      const names = async (who: Person, q: string) =>
        (await who.call('search:find', { q })).rooms.map(({ name }) => name);
      expect(await names(ada, 'garden')).toEqual(['Garden club', 'Garden secrets']);
      expect(await names(ben, 'garden')).toEqual(['Garden club']);
      expect(await names(guest, 'garden')).toEqual([]);
      for (const q of [`in:${privateId}`, 'in:"Garden secrets"', 'in:nowhere']) {
        expect(await ben.call('search:find', { q: `tulips ${q}` })).toMatchObject({
          messages: [],
          next: null,
        });
      }
      expect(await texts(ben, 'tulips in:#garden')).toEqual(['tulips in public']);
    });

    it('are people guests share a room with, and nobody who is disabled', async () => {
      const names = async (who: Person, q: string) =>
        (await who.call('search:find', { q })).people.map(({ username }) => username);
      const dan = await server.person('danube');
      expect(await names(ben, 'danu')).toEqual(['danube']);
      expect(await names(guest, 'danu')).toEqual([]);
      await server.setDisabled(dan);
      expect(await names(ben, 'danu')).toEqual([]);
    });

    it('needs an account that is there', async () => {
      const gone = await server.person('gone');
      await server.setDisabled(gone);
      expect((await gone.raw('search:find', { q: 'tulips' })).ok).toBe(false);
    });
  });

  describe('a message that changed', () => {
    it('is found by its new words, and by its old ones never again, indexed or not', async () => {
      const { message } = await ada.call('chat:message', { roomId: publicId, content: 'the heron landed' });
      await server.indexed();
      await ada.call('chat:edit', { roomId: publicId, messageId: message.id, content: 'the stork landed' });
      expect(await texts(ben, 'heron')).toEqual([]);
      await server.indexed();
      expect(await texts(ben, 'heron')).toEqual([]);
      expect(await texts(ben, 'stork')).toEqual(['the stork landed']);
      expect(await texts(ben, 'landed is:edited')).toEqual(['the stork landed']);
    });

    it('is found as before when somebody reacted to it or pinned it', async () => {
      const { message } = await ada.call('chat:message', { roomId: publicId, content: 'an ibis rests' });
      await server.indexed();
      const about = { roomId: publicId, messageId: message.id };
      await ada.call('chat:react', { ...about, emoji: '👍' });
      await ada.call('chat:pin', about);
      expect(await texts(ben, 'ibis')).toEqual(['an ibis rests']);
      await server.indexed();
      expect(await texts(ben, 'ibis')).toEqual(['an ibis rests']);
    });

    it('is not found once it is deleted, and nothing of it stays in the index', async () => {
      const { message } = await ada.call('chat:message', { roomId: publicId, content: 'a pelican passed' });
      await server.indexed();
      expect(await texts(ben, 'pelican')).toEqual(['a pelican passed']);
      await ada.call('chat:delete', { roomId: publicId, messageId: message.id });
      expect(await texts(ben, 'pelican')).toEqual([]);
      await server.indexed();
      expect(await texts(ben, 'pelican')).toEqual([]);
      const rows = await server.index
        .selectFrom('derived_search_texts')
        .select('docid')
        .where('text', 'like', '%pelican%')
        .execute();
      expect(rows).toEqual([]);
    });

    it('does not stand around others either', async () => {
      const say = async (content: string) =>
        (await ada.call('chat:message', { roomId: privateId, content })).message.id;
      await say('one toucan');
      const gone = await say('two toucans');
      await say('three macaws');
      await ada.call('chat:delete', { roomId: privateId, messageId: gone });
      await server.indexed();
      const { messages } = await ada.call('search:find', { q: 'macaws' });
      expect(messages[0]?.before?.content).toBe('one toucan');
    });
  });
});
