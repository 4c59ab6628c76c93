/**
 * OpenAPI 3.1 of the REST door. A command with a REST name is one operation: path parameters are taken out of
 * its input, `clientId` becomes the header `Idempotency-Key`, the rest is the query (GET, DELETE) or the body.
 */
import type {
  CommandContract,
  FeatureContract,
  RestName,
  RouteContract,
} from '@parley/contract/kernel/define';
import { ERROR_CODES, type ErrorCode, HTTP_STATUS, Refusal } from '@parley/contract/kernel/errors';
import { WIRE_VERSION } from '@parley/contract/kernel/version';
import { isObject, type Json, type JsonObject } from './json.ts';
import { camel, namedSchemas } from './names.ts';
import { Schemas } from './schemas.ts';

/** What any call may be answered; a write may moreover conflict, be too large or not be JSON. */
const ALWAYS: readonly ErrorCode[] = ['INVALID', 'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL'];
const SIGNED_IN: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];
const WITH_BODY: readonly ErrorCode[] = ['CONFLICT', 'TOO_LARGE', 'UNSUPPORTED'];

const MEANING: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'No valid token came with the request.',
  FORBIDDEN: 'The person may not do this.',
  NOT_FOUND: 'It does not exist, or the person may not know that it does.',
  INVALID: 'The request breaks its schema; `details` says where.',
  CONFLICT: 'It contradicts the present state, or the key was used with another payload.',
  TOO_LARGE: 'It is larger than a limit of this server.',
  UNSUPPORTED: 'The content type is not one the server reads.',
  RATE_LIMITED: 'Too many requests; come back after `retryAfterMs`.',
  UNAVAILABLE: 'The server cannot do it now; try again.',
  INTERNAL: 'The server failed; the request may be tried again with the same key.',
};

const content = (type: string, schema: Json): JsonObject => ({ [type]: { schema } });
const json = (schema: Json): JsonObject => content('application/json', schema);

function responses(
  status: number,
  output: JsonObject,
  refusals: readonly ErrorCode[],
  type = 'application/json',
): JsonObject {
  const made: JsonObject = { [status]: { description: 'Done.', content: content(type, output) } };
  for (const code of ERROR_CODES.filter((each) => refusals.includes(each))) {
    made[HTTP_STATUS[code]] = { $ref: `#/components/responses/${code}` };
  }
  return made;
}

const without = (schema: JsonObject, names: readonly string[]): JsonObject => {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const kept = required.filter((name) => typeof name !== 'string' || !names.includes(name));
  const { required: _all, ...rest } = schema;
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
    ...(kept.length > 0 ? { required: kept } : {}),
  };
};

const hasProperties = (schema: JsonObject) =>
  isObject(schema.properties) && Object.keys(schema.properties).length > 0;

function queryParameters(schema: JsonObject): Json[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, each]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: each,
  }));
}

const namesIn = (path: string): string[] =>
  [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '');

function pathParameters(of: string, inPath: readonly string[], input: JsonObject): Json[] {
  const properties = isObject(input.properties) ? input.properties : {};
  return inPath.map((name) => {
    const schema = properties[name];
    if (schema === undefined) throw new Error(`${of}: its input has no ${name}, which its path names`);
    return { name, in: 'path', required: true, schema };
  });
}

function commandOperation(
  feature: FeatureContract,
  command: CommandContract,
  rest: RestName,
  schemas: Schemas,
): JsonObject {
  const input = schemas.of(command.input, 'input');
  const inPath = namesIn(rest.path);
  const parameters = pathParameters(command.name, inPath, input);
  const write = command.effect === 'write';
  if (write) parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
  const left = without(input, [...inPath, 'clientId']);
  const bodiless = rest.method === 'GET' || rest.method === 'DELETE';
  if (bodiless) parameters.push(...queryParameters(left));
  return {
    operationId: camel(command.name),
    tags: [feature.name],
    summary: command.summary,
    'x-command': command.name,
    security: [{ bearer: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(!bodiless && hasProperties(left)
      ? { requestBody: { required: left.required !== undefined, content: json(left) } }
      : {}),
    responses: responses(rest.status ?? 200, schemas.of(command.output, 'output'), [
      ...ALWAYS,
      ...SIGNED_IN,
      ...(write ? WITH_BODY : []),
    ]),
  };
}

function routeOperation(feature: FeatureContract, route: RouteContract, schemas: Schemas): JsonObject {
  const input = schemas.of(route.body, 'input');
  const inPath = namesIn(route.path);
  const body = without(input, inPath);
  const bodiless = route.method === 'GET' || route.method === 'DELETE';
  const parameters = pathParameters(`${route.method} ${route.path}`, inPath, input);
  if (bodiless) parameters.push(...queryParameters(body));
  return {
    operationId: camel(`${route.method.toLowerCase()} ${route.path.replace('/api/', '')}`),
    tags: [feature.name],
    summary: route.summary,
    security: route.auth ? [{ bearer: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(!bodiless && hasProperties(body)
      ? { requestBody: { required: true, content: content(route.consumes ?? 'application/json', body) } }
      : {}),
    responses: responses(
      route.status,
      schemas.of(route.output, 'output'),
      [
        ...ALWAYS,
        'UNAUTHENTICATED',
        'FORBIDDEN',
        ...(inPath.length > 0 || route.consumes ? (['NOT_FOUND'] as const) : []),
        ...(bodiless ? [] : WITH_BODY),
      ],
      route.produces,
    ),
  };
}

export async function openapi(features: readonly FeatureContract[]): Promise<JsonObject> {
  const schemas = new Schemas(await namedSchemas(features));
  const paths: Record<string, JsonObject> = {};
  const add = (method: string, path: string, operation: JsonObject) => {
    const place = path.replace(/:([A-Za-z]+)/g, '{$1}');
    const item = paths[place] ?? {};
    if (item[method.toLowerCase()] !== undefined) throw new Error(`${method} ${path} is defined twice`);
    paths[place] = { ...item, [method.toLowerCase()]: operation };
  };
  for (const feature of features) {
    for (const route of feature.routes)
      add(route.method, route.path, routeOperation(feature, route, schemas));
    for (const command of feature.commands) {
      if (command.rest === undefined) continue;
      add(command.rest.method, command.rest.path, commandOperation(feature, command, command.rest, schemas));
    }
  }
  const refusal = schemas.of(Refusal, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: String(WIRE_VERSION),
      description:
        'The REST door. Every operation that changes something takes `Idempotency-Key`: a retry with the same key has one effect and gets the first answer. Errors carry what to do next.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: features.filter(isOverRest).map((feature) => ({ name: feature.name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Chosen by the client, kept for at least 24 hours; another payload under it is a conflict.',
          schema: { type: 'string', minLength: 1, maxLength: 128 },
        },
      },
      responses: Object.fromEntries(
        ERROR_CODES.map((code) => [code, { description: MEANING[code], content: json(refusal) }]),
      ),
      schemas: schemas.named(),
    },
  };
}

const isOverRest = (feature: FeatureContract) =>
  feature.routes.length > 0 || feature.commands.some((command) => command.rest !== undefined);
