/** The documents are valid OpenAPI 3.1 and AsyncAPI 3.0, and say what the contract says. */
import { createRequire } from 'node:module';
import { command, type FeatureContract } from '@parley/contract/kernel/define';
import { FEATURES } from '@parley/contract/registry';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asyncapi } from './asyncapi.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { camel } from './names.ts';
import { openapi } from './openapi.ts';

const require = createRequire(import.meta.url);

/** What `#/a/b` points to in `document`. */
function at(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointer.replace(/^#\//, '').split('/')) {
    const key = decodeURIComponent(step.replaceAll('~1', '/').replaceAll('~0', '~'));
    value = isObject(value) ? value[key] : undefined;
  }
  return value;
}

function danglingRefs(document: JsonObject): string[] {
  const refs: string[] = [];
  JSON.stringify(document, (key, value) => {
    if (key === '$ref') refs.push(String(value));
    return value;
  });
  expect(refs.length).toBeGreaterThan(0);
  return refs.filter((ref) => at(document, ref) === undefined);
}

describe('openapi.json', () => {
  let document: JsonObject;
  beforeAll(async () => {
    document = await openapi(FEATURES);
  });

  test('is valid OpenAPI 3.1 whose references all resolve', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(danglingRefs(document)).toEqual([]);
  });

  test('the validator refuses a broken document', async () => {
    const broken = structuredClone(document);
    broken.info = {};
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  test('has every route and every command with a REST name, each once', () => {
    const operations = Object.values(isObject(document.paths) ? document.paths : {}).flatMap((item) =>
      Object.values(isObject(item) ? item : {}),
    );
    const ids = operations.map((operation) => isObject(operation) && operation.operationId);
    const commands = FEATURES.flatMap((feature) => feature.commands.filter((each) => 'rest' in each));
    const routes = FEATURES.flatMap((feature) => [...feature.routes]);
    expect(new Set(ids).size).toBe(commands.length + routes.length);
    for (const each of commands) expect(ids).toContain(camel(each.name));
  });

  test('a write takes Idempotency-Key as a header, and its path and body share no name', () => {
    const send = at(document, '#/paths/~1api~1chat~1messages~1{roomId}/post');
    expect(send).toMatchObject({
      operationId: 'chatMessage',
      security: [{ bearer: [] }],
      parameters: [
        { name: 'roomId', in: 'path', required: true },
        { $ref: '#/components/parameters/IdempotencyKey' },
      ],
      responses: { '201': {}, '409': { $ref: '#/components/responses/CONFLICT' } },
    });
    const body = at(
      document,
      '#/paths/~1api~1chat~1messages~1{roomId}/post/requestBody/content/application~1json',
    );
    const properties = Object.keys(Object(at(body ?? null, '#/schema/properties')));
    expect(properties).toContain('content');
    expect(properties).not.toContain('roomId');
    expect(properties).not.toContain('clientId');
  });

  test('a read takes its input as query and no key', () => {
    const history = at(document, '#/paths/~1api~1chat~1messages~1{roomId}/get');
    const parameters = isObject(history) && Array.isArray(history.parameters) ? history.parameters : [];
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'limit', in: 'query', required: false }),
    );
    expect(JSON.stringify(history)).not.toContain('IdempotencyKey');
    expect(JSON.stringify(history)).not.toContain('requestBody');
  });

  test('signing in needs no token, signing out does', () => {
    expect(at(document, '#/paths/~1api~1auth~1login/post')).toMatchObject({ security: [] });
    expect(at(document, '#/paths/~1api~1auth~1logout/post')).toMatchObject({ security: [{ bearer: [] }] });
  });

  test('a path parameter the input lacks is refused at generation', async () => {
    const wrong: FeatureContract = {
      name: 'wrong',
      commands: [
        command({
          name: 'wrong:get',
          summary: 'Get',
          effect: 'read',
          input: z.object({}),
          output: z.object({}),
          rest: { method: 'GET', path: '/api/wrong/:id' },
        }),
      ],
      events: [],
      routes: [],
    };
    await expect(openapi([wrong])).rejects.toThrow('wrong:get: its input has no id');
  });

  test('two operations on one path are refused at generation', async () => {
    const [, accounts] = FEATURES;
    await expect(openapi([accounts, accounts])).rejects.toThrow('defined twice');
  });
});

describe('asyncapi.json', () => {
  let document: JsonObject;
  beforeAll(async () => {
    document = await asyncapi(FEATURES);
  });

  const validator = () => {
    const ajv = new Ajv.default({ allErrors: true, strict: false, validateFormats: false });
    addFormats.default(ajv);
    return ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  };

  test('is valid AsyncAPI 3.0 whose references all resolve', () => {
    const validate = validator();
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(danglingRefs(document)).toEqual([]);
    expect(validate({ ...document, info: {} })).toBe(false);
  });

  test('every command is an operation with its acknowledgement as reply, every event one the server sends', () => {
    for (const feature of FEATURES) {
      for (const each of feature.commands) {
        expect(at(document, `#/operations/${camel(each.name)}`), each.name).toMatchObject({
          action: 'receive',
          reply: { messages: [{ $ref: `#/channels/root/messages/${camel(each.name)}Reply` }] },
        });
      }
      for (const each of feature.events) {
        expect(at(document, `#/operations/${camel(each.name)}Event`), each.name).toMatchObject({
          action: 'send',
        });
      }
    }
  });

  test('a namespace is a channel that carries what belongs to it and nothing else', () => {
    expect(at(document, '#/channels/chat/address')).toBe('/chat');
    expect(at(document, '#/channels/chat/messages/chatMessage')).toBeDefined();
    expect(at(document, '#/channels/chat/messages/peopleInvite')).toBeUndefined();
    expect(at(document, '#/channels/root/messages/peopleInvite')).toBeDefined();
  });

  test('a durable event comes with its place in the log, a signal without', () => {
    expect(at(document, '#/components/messages/chatMessageEvent/headers')).toEqual({
      $ref: '#/components/schemas/Meta',
    });
    expect(at(document, '#/components/messages/chatTypingEvent/headers')).toEqual({
      $ref: '#/components/schemas/SignalMeta',
    });
    expect(at(document, '#/components/schemas/SignalMeta/properties/seq')).toBeUndefined();
  });
});
