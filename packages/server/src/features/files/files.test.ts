/** What becomes of files over time, and how much of them there may be: on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesHarness, type Harness, onEachDatabase, pieces } from './harness.ts';

const HOUR_MS = 3_600_000;

onEachDatabase((start) => {
  let world: Harness;
  let ann: string;
  let bob: string;
  let roomId: string;
  beforeAll(async () => {
    world = await start({
      env: { QUOTA_USER_BYTES: '1000', QUOTA_SERVER_BYTES: '1500', UPLOAD_MAX_BYTES: '800' },
    });
    ann = await world.person('ann');
    bob = await world.person('bob');
    roomId = (await world.call(ann, 'chat:create', { name: 'Files', visibility: 'public' })).room.id;
  });
  afterAll(() => world.close());

  const post = (fileIds: readonly string[]) =>
    world.call(ann, 'chat:message', {
      roomId,
      content: '',
      type: 'file',
      metadata: { fileIds: [...fileIds] },
    });

  it('what is given up can’t be posted, nor what is posted be given up', async () => {
    const given = await world.upload(ann, roomId, 'given up');
    await world.call(ann, 'file:abort', { uploadId: given });
    const post = { roomId, content: '', type: 'file', metadata: { fileIds: [given] } } as const;
    expect((await world.refusal(ann, 'chat:message', { ...post, metadata: { fileIds: [given] } })).code).toBe(
      'INVALID',
    );
    const posted = await world.upload(ann, roomId, 'posted');
    await world.call(ann, 'chat:message', { ...post, metadata: { fileIds: [posted] } });
    expect((await world.refusal(ann, 'file:abort', { uploadId: posted })).code).toBe('CONFLICT');
  });

  it('of two messages at once that carry one file, one is said', async () => {
    const fileId = await world.upload(ann, roomId, 'once');
    const settled = await Promise.allSettled([post([fileId]), post([fileId]), post([fileId])]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('a message deleted twice at once gives back what its files held once', async () => {
    const before = await world.used(ann);
    const { message } = await post([await world.upload(ann, roomId, 'to be deleted')]);
    const remove = () => world.call(ann, 'chat:delete', { roomId, messageId: message.id });
    await Promise.all([remove(), remove()]);
    await expect.poll(() => world.used(ann)).toBe(before);
    expect(
      (await world.call(ann, 'files:list', { roomId })).items.map((file) => file.messageId),
    ).not.toContain(message.id);
  });

  describe('limits', () => {
    it('of one file, one person and all together, exactly, when many begin at once', async () => {
      const begin = (who: string, size: number) =>
        world.call(who, 'file:start', { roomId, name: 'f', size }).then(
          ({ uploadId }) => uploadId,
          (cause: Error) => cause.message,
        );
      await world.call(bob, 'chat:enter', { roomId });
      expect((await world.refusal(ann, 'file:start', { roomId, name: 'f', size: 801 })).code).toBe(
        'TOO_LARGE',
      );
      const held = (await world.used(ann)) + (await world.used(bob));
      expect(await world.used('')).toBe(held);
      const mine = await Promise.all(Array.from({ length: 12 }, () => begin(bob, 100)));
      expect(mine.filter((text) => text.includes('Your space'))).toHaveLength(2);
      const rest = Math.floor((1500 - (await world.used(''))) / 100);
      const theirs = await Promise.all(Array.from({ length: rest + 1 }, () => begin(ann, 100)));
      expect(theirs.filter((text) => text.includes('This server'))).toHaveLength(1);
      for (const uploadId of [...mine, ...theirs].filter((text) => !text.includes(' '))) {
        await world.call(mine.includes(uploadId) ? bob : ann, 'file:abort', { uploadId });
      }
      await expect.poll(() => world.used('')).toBe(held);
    });
  });

  it('403 where the room leaves uploading to others: to begin, to finish, and to post what was ready before', async () => {
    await world.call(bob, 'chat:enter', { roomId });
    const ready = await world.upload(bob, roomId, 'before');
    const { uploadId } = await world.call(bob, 'file:start', { roomId, name: 'f', size: 1 });
    await world.uploads.append(uploadId, { offset: 0, size: 1 }, pieces('x'));
    await world.call(ann, 'chat:update-room', { roomId, permissions: { upload: 'moderator' } });
    const message = { roomId, content: '', type: 'file', metadata: { fileIds: [ready] } } as const;
    const refused = [
      await world.refusal(bob, 'file:start', { roomId, name: 'f', size: 5 }),
      await world.refusal(bob, 'file:finish', { uploadId }),
      await world.refusal(bob, 'chat:message', { ...message, metadata: { fileIds: [ready] } }),
    ];
    expect(refused.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    await world.call(ann, 'chat:update-room', { roomId, permissions: { upload: 'member' } });
    await world.call(bob, 'chat:message', { ...message, metadata: { fileIds: [ready] } });
    await world.call(bob, 'file:abort', { uploadId });
  });

  it('P3: a beginning repeated with its clientId is one upload', async () => {
    const input = { roomId, name: 'f', size: 5, clientId: 'once' };
    const first = await world.call(ann, 'file:start', input);
    expect(await world.call(ann, 'file:start', input)).toEqual(first);
    expect((await world.refusal(ann, 'file:start', { ...input, size: 6 })).code).toBe('CONFLICT');
    await world.call(ann, 'file:abort', { uploadId: first.uploadId });
  });

  it('a room lists what was posted in it, page by page, the latest first', async () => {
    const made: string[] = [];
    for (const text of ['one', 'two', 'three'])
      made.push(await world.upload(ann, roomId, text, `${text}.txt`));
    await post(made);
    const first = await world.call(bob, 'files:list', { roomId, limit: 2, kind: 'text' });
    expect(first.items.map(({ name }) => name)).toEqual(['three.txt', 'two.txt']);
    const next = await world.call(bob, 'files:list', { roomId, limit: 1, cursor: first.next ?? '' });
    expect(next.items.map(({ name }) => name)).toEqual(['one.txt']);
    expect((await world.call(bob, 'files:list', { roomId, kind: 'video' })).items).toEqual([]);
  });
});

// By the clock of the one server; where nodes share a database it is the database's, which no test drives.
describe('time', () => {
  it('what was never posted is gone after a day: its row, its bytes, the space it held', async () => {
    const world = await filesHarness();
    const ann = await world.person('ann');
    const { id: roomId } = (await world.call(ann, 'chat:create', { name: 'Files' })).room;
    const ready = await world.upload(ann, roomId, 'ready');
    const { uploadId: half } = await world.call(ann, 'file:start', { roomId, name: 'half', size: 10 });
    await world.uploads.append(half, { offset: 0, size: 10 }, pieces('half'));
    const kept = await world.upload(ann, roomId, 'posted');
    await world.call(ann, 'chat:message', {
      roomId,
      content: '',
      type: 'file',
      metadata: { fileIds: [kept] },
    });
    expect(await world.used(ann)).toBe('ready'.length + 10 + 'posted'.length);
    await world.clock.advance(23 * HOUR_MS);
    expect([(await world.row(ready))?.state, (await world.row(half))?.state]).toEqual(['ready', 'uploading']);
    await expect
      .poll(
        async () => {
          await world.clock.advance(HOUR_MS);
          return [await world.row(ready), await world.row(half)];
        },
        { timeout: 15_000 },
      )
      .toEqual([undefined, undefined]);
    expect([await world.has(ready), await world.uploads.offset(half)]).toEqual([false, 0]);
    expect([(await world.row(kept))?.state, await world.has(kept)]).toEqual(['ready', true]);
    expect(await world.used(ann)).toBe('posted'.length);
    await world.close();
  });
});
