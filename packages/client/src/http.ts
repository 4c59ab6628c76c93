/** REST over `fetch`: addresses, bodies, errors, and the refresh cookie where no browser keeps it. */

import { asWireError, isRecord, ParleyError, unavailable } from './errors.ts';
import type { CommandRoute } from './features/command-route.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string | null;
  /** The command's `clientId`. */
  readonly idempotencyKey?: string;
  /** Sends and keeps cookies: only what concerns the refresh token needs it. */
  readonly cookies?: boolean;
}

export interface HttpAnswer {
  readonly body: unknown;
  /** The server's clock less ours, milliseconds; 0 where it can't be told. */
  readonly skewMs: number;
}

export interface Http {
  /** Throws `ParleyError`: the server's own, or UNAVAILABLE when there was no answer. */
  readonly request: (request: HttpRequest) => Promise<HttpAnswer>;
}

export const REQUEST_TIMEOUT_MS = 20_000;

const CODE_OF_STATUS: Readonly<Record<number, ParleyError['code']>> = {
  400: 'INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED',
  429: 'RATE_LIMITED',
  500: 'INTERNAL',
};

export function createHttp(url: string, fetcher: typeof fetch = (...args) => fetch(...args)): Http {
  const base = url.replace(/\/$/, '');
  const jar = new CookieJar();

  return {
    request: async (request) => {
      const headers: Record<string, string> = { accept: 'application/json' };
      if (request.body !== undefined) headers['content-type'] = 'application/json';
      if (request.token) headers.authorization = `Bearer ${request.token}`;
      if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey;
      const cookie = request.cookies ? jar.header() : null;
      if (cookie !== null) headers.cookie = cookie;

      const search = request.query === undefined ? '' : new URLSearchParams(request.query).toString();
      let response: Response;
      let body: unknown;
      try {
        response = await fetcher(`${base}${request.path}${search === '' ? '' : `?${search}`}`, {
          method: request.method,
          headers,
          credentials: request.cookies ? 'include' : 'same-origin',
          signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        });
        const text = await response.text();
        body = text === '' ? {} : JSON.parse(text);
      } catch (cause) {
        throw unavailable('The server could not be reached.', { cause, answerLost: true });
      }
      if (request.cookies) jar.keep(response.headers);
      if (response.ok) return { body, skewMs: skewOf(response.headers) };
      throw errorOf(response.status, body);
    },
  };
}

function errorOf(status: number, body: unknown): ParleyError {
  const wire = isRecord(body) ? asWireError(body.error) : null;
  if (wire !== null) return new ParleyError(wire);
  // Something between us and the server answered, a proxy for example.
  const code = CODE_OF_STATUS[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID');
  return new ParleyError({
    code,
    message: `The server answered ${status}.`,
    retryable: status >= 500 || status === 429,
  });
}

function skewOf(headers: Headers): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : date - Date.now();
}

/** Node's `fetch` keeps no cookies; a browser shows none, so there this stays empty and does nothing. */
class CookieJar {
  readonly #cookies = new Map<string, string>();

  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      if (at < 1) continue;
      const name = pair.slice(0, at).trim();
      const gone = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
      const value = pair.slice(at + 1).trim();
      if (gone || value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  header(): string | null {
    if (this.#cookies.size === 0) return null;
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/**
 * The REST request of a command: properties named in the path go there, `clientId` becomes the Idempotency-Key, the rest is
 * the query of a GET and the body of everything else.
 */
export function restRequest(
  rest: NonNullable<CommandRoute['rest']>,
  input: Readonly<Record<string, unknown>>,
): HttpRequest {
  const { clientId, ...others } = input;
  const left: Record<string, unknown> = others;
  const path = rest.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    return encodeURIComponent(String(value));
  });
  const key = typeof clientId === 'string' ? { idempotencyKey: clientId } : {};
  if (rest.method !== 'GET') return { method: rest.method, path, body: left, ...key };
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(left)) if (value !== undefined) query[name] = String(value);
  return { method: rest.method, path, query, ...key };
}
