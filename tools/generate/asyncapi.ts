/**
 * AsyncAPI 3.0 of the Socket.IO door: a channel for each namespace, an operation for each command (acknowledged:
 * the acknowledgement is its reply) and for each event. The server is the application described: it receives
 * commands and sends events. An event's first argument is the payload, its second the headers.
 */
import type { CommandContract, EventContract, FeatureContract } from '@parley/contract/kernel/define';
import { Meta, SignalMeta } from '@parley/contract/kernel/envelope';
import { Refusal } from '@parley/contract/kernel/errors';
import { WIRE_VERSION } from '@parley/contract/kernel/version';
import type { JsonObject } from './json.ts';
import { camel, namedSchemas } from './names.ts';
import { Schemas } from './schemas.ts';

const ref = (...path: string[]): JsonObject => ({ $ref: `#/${path.join('/')}` });

const channelKey = (namespace: string) => (namespace === '/' ? 'root' : namespace.slice(1));
const commandKey = (command: CommandContract) => camel(command.name);
const replyKey = (command: CommandContract) => `${camel(command.name)}Reply`;
const eventKey = (event: EventContract) => `${camel(event.name)}Event`;

const commandMessage = (command: CommandContract, schemas: Schemas): JsonObject => ({
  name: command.name,
  title: command.summary,
  contentType: 'application/json',
  payload: schemas.of(command.input, 'input'),
});

const replyMessage = (command: CommandContract, schemas: Schemas): JsonObject => ({
  name: command.name,
  title: `The answer to ${command.name}`,
  contentType: 'application/json',
  payload: {
    oneOf: [
      {
        type: 'object',
        required: ['ok', 'data'],
        properties: {
          ok: { type: 'boolean', const: true },
          data: schemas.of(command.output, 'output'),
        },
      },
      schemas.of(Refusal, 'output'),
    ],
  },
});

const eventMessage = (event: EventContract, schemas: Schemas): JsonObject => ({
  name: event.name,
  title: event.summary,
  contentType: 'application/json',
  ...(event.on.length > 0 ? { headers: schemas.of(event.durable ? Meta : SignalMeta, 'output') } : {}),
  payload: schemas.of(event.data, 'output'),
  'x-durable': event.durable,
  'x-on': [...event.on],
});

export async function asyncapi(features: readonly FeatureContract[]): Promise<JsonObject> {
  const schemas = new Schemas(await namedSchemas(features));
  const commands = features.flatMap((feature) => feature.commands);
  const events = features.flatMap((feature) => feature.events);
  const messages: JsonObject = {};
  for (const command of commands) {
    messages[commandKey(command)] = commandMessage(command, schemas);
    messages[replyKey(command)] = replyMessage(command, schemas);
  }
  for (const event of events) messages[eventKey(event)] = eventMessage(event, schemas);

  const namespaces = ['/', ...new Set([...commands, ...events].flatMap((each) => each.namespaces))];
  const channels: JsonObject = {};
  const operations: JsonObject = {};
  for (const namespace of namespaces) {
    const key = channelKey(namespace);
    const suffix = namespace === '/' ? '' : `@${key}`;
    const here = <T extends { readonly namespaces: readonly string[] }>(all: readonly T[]) =>
      all.filter((each) => namespace === '/' || each.namespaces.includes(namespace));
    const carried: JsonObject = {};
    const carry = (message: string) => {
      carried[message] = ref('components', 'messages', message);
      return ref('channels', key, 'messages', message);
    };
    for (const command of here(commands)) {
      operations[`${commandKey(command)}${suffix}`] = {
        action: 'receive',
        channel: ref('channels', key),
        summary: command.summary,
        messages: [carry(commandKey(command))],
        reply: { channel: ref('channels', key), messages: [carry(replyKey(command))] },
      };
    }
    for (const event of here(events)) {
      operations[`${eventKey(event)}${suffix}`] = {
        action: 'send',
        channel: ref('channels', key),
        summary: event.summary,
        messages: [carry(eventKey(event))],
      };
    }
    channels[key] = {
      address: namespace,
      title: namespace === '/' ? 'Every command and every event' : `The view ${namespace}`,
      servers: [ref('servers', 'socketio')],
      messages: carried,
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley',
      version: String(WIRE_VERSION),
      description:
        'The Socket.IO door. Connect with `{auth: {token}}`; each namespace socket is a session of its own. Answers come before the event they caused.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      socketio: {
        host: '{host}',
        pathname: '/socket.io/',
        protocol: 'socket.io',
        protocolVersion: '5',
        description: 'Socket.IO 4: WebSocket with a long-polling fallback.',
        variables: { host: { default: 'localhost:3000' } },
        security: [ref('components', 'securitySchemes', 'token')],
      },
    },
    channels,
    operations,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token, as `auth.token` of the connection or as a bearer header.',
        },
      },
      messages,
      schemas: schemas.named(),
    },
  };
}
