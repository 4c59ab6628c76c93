/**
 * The vocabulary features describe themselves in. One definition of a command serves every door: its schema
 * checks Socket.IO payloads and REST bodies alike, and the documents are generated from it.
 */
import type { z } from 'zod';

export const RATE_CLASSES = ['commands', 'signals', 'strokes', 'connections'] as const;
export type RateClass = (typeof RATE_CLASSES)[number];

/**
 * - `write` changes durable state and is idempotent by `clientId`;
 * - `read` changes nothing;
 * - `signal` is delivered to who is there now and never stored;
 * - `session` concerns the caller's own connection and so exists on sockets only.
 */
export type Effect = 'write' | 'read' | 'signal' | 'session';

export interface RestName {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify path; a `:name` in it is the input's property of that name. */
  readonly path: string;
  /** Status of success; 200 unless said. */
  readonly status?: 200 | 201;
}

export interface CommandContract<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly name: N;
  readonly summary: string;
  readonly effect: Effect;
  readonly rate: RateClass;
  /** Socket.IO namespaces besides `/` that accept it. */
  readonly namespaces: readonly string[];
  readonly input: I;
  readonly output: O;
  readonly rest?: RestName;
  /** Open to people who are muted too: it tells others nothing, or takes something back. For `write` and `signal`. */
  readonly quiet?: true;
  /** It is, or can be, an act of authority over others: as far as it is one, it is written with its entry in the audit log. */
  readonly audited?: true;
}

export interface EventContract<N extends string = string, D extends z.ZodType = z.ZodType> {
  readonly name: N;
  readonly summary: string;
  /** Kinds of channel it appears on. */
  readonly on: readonly string[];
  readonly durable: boolean;
  readonly namespaces: readonly string[];
  readonly data: D;
}

/** A REST route that is not a command: what signs people in, and so comes before there is a session. */
export interface RouteContract<B extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly status: 200 | 201 | 204;
  /** Whether a bearer token is needed. */
  readonly auth: boolean;
  /** What its body is when it is not JSON; `body` then names the form's fields. */
  readonly consumes?: 'multipart/form-data';
  /** What it answers when that is not JSON. */
  readonly produces?: 'application/octet-stream' | 'text/csv' | 'application/json';
  /** Path parameters (`:name` in `path`) and, with GET, the query; else the body. */
  readonly body: B;
  readonly output: O;
}

export interface FeatureContract {
  readonly name: string;
  readonly commands: readonly CommandContract[];
  readonly events: readonly EventContract[];
  readonly routes: readonly RouteContract[];
}

type CommandInput<N extends string, I extends z.ZodType, O extends z.ZodType> = Omit<
  CommandContract<N, I, O>,
  'rate' | 'namespaces'
> & { readonly rate?: RateClass; readonly namespaces?: readonly string[] };

export function command<N extends string, I extends z.ZodType, O extends z.ZodType>(
  spec: CommandInput<N, I, O>,
): CommandContract<N, I, O> {
  return { rate: spec.effect === 'signal' ? 'signals' : 'commands', namespaces: [], ...spec };
}

export function event<N extends string, D extends z.ZodType>(
  spec: Omit<EventContract<N, D>, 'namespaces'> & { readonly namespaces?: readonly string[] },
): EventContract<N, D> {
  return { namespaces: [], ...spec };
}

export function route<B extends z.ZodType, O extends z.ZodType>(
  spec: RouteContract<B, O>,
): RouteContract<B, O> {
  return spec;
}
