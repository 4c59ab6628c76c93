/**
 * The names of the protocol are fixed: more may be added, none renamed. This list is the published page's part
 * for accounts, chat and live channels, kept by hand so that a rename in the contract fails here.
 */
import { describe, expect, test } from 'vitest';
import type { CommandContract, EventContract, FeatureContract } from './kernel/define.ts';
import { ERROR_CODES, HTTP_STATUS } from './kernel/errors.ts';
import { FEATURES } from './registry.ts';

const features: readonly FeatureContract[] = FEATURES;
const commands = new Map<string, CommandContract>(
  features.flatMap((feature) => feature.commands.map((each) => [each.name, each])),
);
const events = new Map<string, EventContract>(
  features.flatMap((feature) => feature.events.map((each) => [each.name, each])),
);
const rest = new Set(
  features.flatMap((feature) => [
    ...feature.routes.map(({ method, path }) => `${method} ${path}`),
    ...feature.commands.flatMap((each) => (each.rest ? [`${each.rest.method} ${each.rest.path}`] : [])),
  ]),
);

describe('REST', () => {
  test.each([
    'POST /api/auth/register',
    'POST /api/auth/login',
    'POST /api/auth/refresh',
    'POST /api/auth/logout',
    'GET /api/auth/me',
    'GET /api/chat/rooms',
    'POST /api/chat/rooms',
    'GET /api/chat/rooms/:roomId',
    'POST /api/chat/rooms/:roomId/join',
    'POST /api/chat/rooms/:roomId/leave',
    'GET /api/chat/messages/:roomId',
    'POST /api/chat/messages/:roomId',
    'PATCH /api/chat/messages/:roomId/:messageId',
    'DELETE /api/chat/messages/:roomId/:messageId',
    'POST /api/chat/upload',
  ])('%s', (name) => {
    expect(rest).toContain(name);
  });

  test.each([
    ['POST /api/auth/register', 201],
    ['POST /api/chat/rooms', 201],
    ['POST /api/chat/messages/:roomId', 201],
    ['POST /api/auth/login', 200],
    ['POST /api/chat/upload', 201],
  ])('%s answers %d', (name, status) => {
    const route = features
      .flatMap((feature) => feature.routes)
      .find(({ method, path }) => `${method} ${path}` === name);
    const command = [...commands.values()].find((each) => `${each.rest?.method} ${each.rest?.path}` === name);
    expect(route?.status ?? command?.rest?.status ?? 200).toBe(status);
  });
});

describe('Socket.IO commands', () => {
  test.each<[string, readonly string[]]>([
    ['channel:subscribe', ['channel', 'position']],
    ['channel:unsubscribe', ['channel']],
    ['presence:set', ['status', 'text']],
    ['chat:sync', ['positions']],
    ['chat:join', ['roomId', 'position']],
    ['chat:leave', ['roomId']],
    ['chat:message', ['roomId', 'content', 'type', 'metadata', 'clientId', 'threadId', 'replyTo']],
    ['chat:edit', ['roomId', 'messageId', 'content']],
    ['chat:delete', ['roomId', 'messageId']],
    ['chat:typing', ['roomId', 'isTyping']],
    ['chat:read', ['roomId', 'messageId']],
    ['chat:direct', ['userIds']],
    ['file:start', ['roomId', 'name', 'size', 'mime']],
    ['file:finish', ['uploadId']],
    ['file:abort', ['uploadId']],
  ])('%s takes %j', (name, properties) => {
    const command = commands.get(name);
    expect(command).toBeDefined();
    expect(command?.namespaces).toContain('/chat');
    const shape = Object.keys(Object(Reflect.get(Object(command?.input), 'shape')));
    expect(shape).toEqual(expect.arrayContaining([...properties]));
  });

  test('file:chunk takes (uploadId, offset, binary) and answers the offset', () => {
    const chunk = commands.get('file:chunk');
    const parsed = chunk?.input.safeParse(['id', 3, new Uint8Array(2)]);
    expect(parsed).toMatchObject({ success: true, data: { uploadId: 'id', offset: 3 } });
    expect(chunk?.input.safeParse(['id', 3, 'text']).success).toBe(false);
    expect(chunk?.output.safeParse({ offset: 5 }).success).toBe(true);
  });

  test('every command that writes takes clientId, so that a retry has one effect (P3)', () => {
    const writes = [...commands.values()].filter((each) => each.effect === 'write');
    expect(writes.length).toBeGreaterThan(0);
    const without = writes.filter((each) => !('clientId' in Object(Reflect.get(each.input, 'shape'))));
    expect(without.map((each) => each.name)).toEqual([]);
  });

  test('what concerns a connection has no REST name', () => {
    const wrong = [...commands.values()].filter(
      (each) => each.effect === 'session' && each.rest !== undefined,
    );
    expect(wrong.map((each) => each.name)).toEqual([]);
  });
});

describe('Socket.IO events', () => {
  test.each([
    ['chat:message', true],
    ['chat:updated', true],
    ['chat:deleted', true],
    ['chat:typing', false],
    ['chat:read', true],
    ['room:joined', true],
    ['room:left', true],
    ['room:updated', true],
    ['room:removed', true],
    ['presence:changed', false],
    ['session:closing', false],
    ['error', false],
    ['file:progress', false],
  ])('%s, durable: %s', (name, durable) => {
    expect(events.get(name)?.durable).toBe(durable);
    expect(events.get(name)?.namespaces).toContain('/chat');
  });
});

test('every name is defined once', () => {
  const all = features.flatMap((feature) => feature.commands.map((each) => each.name));
  expect(all).toEqual([...new Set(all)]);
  const emitted = features.flatMap((feature) => feature.events.map((each) => each.name));
  expect(emitted).toEqual([...new Set(emitted)]);
});

test('REST maps the error codes as published', () => {
  expect(ERROR_CODES.map((code) => HTTP_STATUS[code])).toEqual([
    401, 403, 404, 400, 409, 413, 415, 429, 503, 500,
  ]);
});
