/** A link into a room over REST: seen by who has no account yet, used by who has one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Person, type TestServer, testServer } from './harness.ts';

let server: TestServer;
let ada: Person;
let ben: Person;
let rooms: string;

beforeAll(async () => {
  server = await testServer();
  ada = await server.register('ada');
  ben = await server.register('ben');
  const body = { name: 'Secret', topic: 'of secrets', visibility: 'private' };
  const made = await ada.ask('POST', '/api/chat/rooms', { body });
  rooms = `/api/chat/rooms/${(made.body as { room: { id: string } }).room.id}`;
});

afterAll(() => server.close());

const invite = async (body: object = {}) => {
  const { status, body: made } = await ada.ask('POST', `${rooms}/invites`, { body });
  expect(status).toBe(201);
  return made as { invite: { id: string }; code: string; url: string };
};
const preview = (code: unknown) => server.ask('POST', '/api/chat/invites/preview', { body: { code } });
const accept = (code: unknown, who = ben) => who.ask('POST', '/api/chat/invites/accept', { body: { code } });

it('says where it leads to who is signed out, and lets in who is signed in', async () => {
  const { code, url } = await invite();
  expect(url).toBe(`${server.url}/join/${code}`);
  expect(await preview(code)).toMatchObject({
    status: 200,
    body: { roomName: 'Secret', topic: 'of secrets', memberCount: 1, invitedBy: 'ada', expiresAt: null },
  });
  expect((await server.ask('POST', '/api/chat/invites/accept', { body: { code } })).status).toBe(401);
  expect((await ben.ask('GET', rooms)).status).toBe(404);
  expect(await accept(code)).toMatchObject({ status: 200, body: { room: { myRole: 'member' } } });
  expect((await ben.ask('GET', rooms)).status).toBe(200);
});

it('says the same of what is no longer good, or never was', async () => {
  const { code, invite: made } = await invite({ maxUses: 1 });
  expect((await ada.ask('GET', `${rooms}/invites`)).body.items).toContainEqual(
    expect.objectContaining({ id: made.id }),
  );
  expect((await ada.ask('DELETE', `${rooms}/invites/${made.id}`)).status).toBe(200);
  const carla = await server.register('carla');
  const refused = {
    ok: false,
    error: { code: 'FORBIDDEN', details: [{ path: 'code', message: 'revoked' }] },
  };
  expect(await preview(code)).toMatchObject({ status: 403, body: refused });
  expect(await accept(code, carla)).toMatchObject({ status: 403, body: refused });
  expect((await preview('nothing')).status).toBe(404);
  expect((await preview(1)).status).toBe(400);
  expect((await accept('nothing', carla)).status).toBe(404);
});

it('the rest of a room’s settings have names over REST too', async () => {
  const changed = await ada.ask('PATCH', rooms, {
    body: { slowModeSeconds: 60, permissions: { pin: 'owner' } },
  });
  expect(changed).toMatchObject({ status: 200, body: { room: { slowModeSeconds: 60 } } });
  const said = await ben.ask('POST', rooms.replace('rooms', 'messages'), { body: { content: 'one' } });
  expect(said.status).toBe(201);
  const again = await ben.ask('POST', rooms.replace('rooms', 'messages'), { body: { content: 'two' } });
  expect(again).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  const { body: made } = await ben.ask('POST', '/api/chat/categories', { body: { name: 'Work' } });
  const { id: categoryId } = (made as { category: { id: string } }).category;
  const preferences = await ben.ask('PATCH', `${rooms}/preferences`, { body: { categoryId } });
  expect(preferences).toMatchObject({ status: 200, body: { preferences: { categoryId } } });
  expect(
    (await ben.ask('PATCH', `/api/chat/categories/${categoryId}`, { body: { name: 'Job' } })).status,
  ).toBe(200);
  expect((await ben.ask('DELETE', `/api/chat/categories/${categoryId}`)).status).toBe(200);
  expect((await ben.ask('GET', '/api/chat/categories')).body).toEqual({ items: [], next: null });
  expect((await ben.ask('PUT', `${rooms}/archived`, { body: { archived: true } })).status).toBe(403);
  expect((await ada.ask('PUT', `${rooms}/archived`, { body: { archived: true } })).status).toBe(200);
  const silenced = await ada.ask('POST', rooms.replace('rooms', 'messages'), { body: { content: 'no' } });
  expect(silenced.status).toBe(409);
  expect(server.errors).toEqual([]);
});
