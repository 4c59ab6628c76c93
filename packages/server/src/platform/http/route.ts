/** A REST route that is not a command (signing in, set-up). Handlers know no HTTP library. */
import type { RouteContract } from '@parley/contract/kernel/define';
import type { z } from 'zod';
import type { Login } from '../auth/authenticator.ts';

export interface RouteRequest<B> {
  readonly body: B;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The client's address, after trusted proxies. */
  readonly address: string;
  readonly userAgent: string;
  /** True when the client reached us over TLS, after trusted proxies. */
  readonly secure: boolean;
  /** Set exactly when the contract says `auth: true`. */
  readonly login: Login | null;
}

export interface Cookie {
  readonly name: string;
  /** Empty clears it. */
  readonly value: string;
  readonly path: string;
  readonly maxAgeSeconds: number;
}

export interface RouteReply<O> {
  readonly body: O;
  /** Set httpOnly, SameSite=Strict, and Secure when the request was. */
  readonly cookies?: readonly Cookie[];
}

export interface HttpRoute {
  readonly contract: RouteContract;
  handle(request: RouteRequest<unknown>): Promise<RouteReply<unknown>>;
}

/** Binds a handler to its contract; the door parses the body by the contract before calling it. */
export function httpRoute<B extends z.ZodType, O extends z.ZodType>(
  contract: RouteContract<B, O>,
  handle: (request: RouteRequest<z.output<B>>) => Promise<RouteReply<z.input<O>>>,
): HttpRoute {
  // The door hands over only what `contract.body` parsed.
  return { contract, handle: (request) => handle(request as RouteRequest<z.output<B>>) };
}
