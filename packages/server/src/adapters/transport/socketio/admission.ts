/**
 * Leaves requests to other nodes by answering 503, which a proxy in front takes to the next one (deploy/nginx.conf): new
 * sessions while this node goes, and those of a session it does not have but another may. Sessions it has are served.
 */
import { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import { HTTP_STATUS, wireError } from '@parley/contract/kernel/errors';

export interface AdmissionOptions {
  /** False while the node goes. */
  accepting(): boolean;
  /** Whether a session this node does not have may be on another; else the library refuses it in the protocol's words. */
  readonly shared: boolean;
  has(sid: string): boolean;
}

/** A middleware of Engine.IO: called for plain requests and for upgrades. */
type Middleware = (request: IncomingMessage, response: unknown, next: () => void) => void;

export function admission({ accepting, shared, has }: AdmissionOptions): Middleware {
  return (request, response, next) => {
    const sid = sidOf(request);
    const leave = sid === null ? !accepting() : !has(sid) && (shared || !accepting());
    if (leave) refuse(request, response);
    else next();
  };
}

function sidOf({ url = '' }: IncomingMessage): string | null {
  const query = url.indexOf('?');
  // As the library reads it: one that is empty is none.
  return (query < 0 ? null : new URLSearchParams(url.slice(query)).get('sid')) || null;
}

const ERROR = wireError('UNAVAILABLE', 'This server is restarting. Try again in a moment.', {
  retryAfterMs: 1000,
});
const STATUS = HTTP_STATUS[ERROR.code];
const BODY = JSON.stringify({ ok: false, error: ERROR });
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(BODY),
  'Cache-Control': 'no-store',
  'Retry-After': '1',
  Connection: 'close',
} as const;

function refuse({ socket }: IncomingMessage, response: unknown): void {
  if (response instanceof ServerResponse) {
    response.writeHead(STATUS, HEADERS).end(BODY);
    return;
  }
  // Of an upgrade Node has let go: there is the bare connection, which nobody else watches over any more.
  const head = Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${STATUS} ${STATUS_CODES[STATUS]}\r\n${head.join('')}\r\n${BODY}`, () =>
    socket.destroy(),
  );
}
