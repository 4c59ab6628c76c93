/** P6 while bytes flow: a download whose right ends stops, and one that nobody reads any more lets its store go. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StreamReply } from '../../platform/http/stream-route.ts';
import { filesHarness, type Harness } from './harness.ts';

const MEGABYTE = 1_048_576;
let world: Harness;
let given = 0;
let released = 0;
let ann: string;
let bob: string;
let roomId: string;
let fileId: string;

beforeEach(async () => {
  given = 0;
  released = 0;
  world = await filesHarness({ blobs: (real) => ({ ...real, open: async () => endless() }) });
  ann = await world.person('ann');
  bob = await world.person('bob');
  roomId = (await world.call(ann, 'chat:create', { name: 'R', visibility: 'private' })).room.id;
  await world.call(ann, 'chat:add-member', { roomId, userId: bob });
  fileId = await world.upload(ann, roomId, 'content');
  await world.call(ann, 'chat:message', {
    roomId,
    content: '',
    type: 'file',
    metadata: { fileIds: [fileId] },
  });
});
afterEach(() => world.close());

/** As large as a reader likes. */
async function* endless(): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      given += 1;
      yield new Uint8Array(MEGABYTE / 2);
    }
  } finally {
    released += 1;
  }
}

async function download(userId: string): Promise<AsyncIterator<Uint8Array>> {
  const route = world.files.streams?.find(({ contract }) => contract.path === '/api/files/:id');
  if (route?.kind !== 'download') throw new Error('no such route');
  const login = { userId, loginId: 'l' };
  const request = { login, address: '', header: () => undefined, params: { id: fileId } };
  const reply: StreamReply = await route.handle(request);
  if (reply.body === null) throw new Error('no body');
  return reply.body[Symbol.asyncIterator]();
}

it('P6: who is taken out of the room gets no more than what was on its way', async () => {
  const bytes = await download(bob);
  for (let piece = 0; piece < 20; piece += 1) expect((await bytes.next()).done).toBe(false);
  await world.call(ann, 'chat:remove-member', { roomId, userId: bob });
  const rest = async () => {
    for (let more = 0; ; more += 1) {
      if (more > 4) return 'went on';
      await bytes.next();
    }
  };
  await expect(rest()).rejects.toThrow('the right to this file ended');
  expect(given).toBeLessThan(26);
  expect(released).toBe(1);
  await expect(download(bob)).rejects.toMatchObject({ wire: { code: 'NOT_FOUND' } });
});

it('P6: a slow download is looked at by the clock', async () => {
  const bytes = await download(bob);
  await bytes.next();
  await world.call(ann, 'chat:remove-member', { roomId, userId: bob });
  await world.clock.advance(1_001);
  await expect(bytes.next()).rejects.toThrow('the right to this file ended');
});

it('whoever stops reading lets the store go', async () => {
  const bytes = await download(ann);
  await bytes.next();
  await bytes.return?.();
  expect(released).toBe(1);
});
