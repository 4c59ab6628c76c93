/** Somebody who asks over HTTP through nginx, one request after the other, and writes down what became of each. */
import type { ClientRecord } from '../checker/record.ts';

export interface Visitor {
  /** What was said, as the checker takes it. */
  readonly record: ClientRecord;
  /** How many requests succeeded, and what the others were answered. */
  readonly answers: { readonly succeeded: number; readonly others: readonly string[] };
  /** Resolves when the request under way is answered. */
  stop(): Promise<void>;
}

export interface VisitorOptions {
  readonly url: string;
  readonly name: string;
  readonly token: string;
  readonly roomId: string;
}

/** The cookie of somebody whom nginx sends to a node of its own choice. */
export const anywhere = (): { readonly cookie: string } => ({
  cookie: `parley_route=${crypto.randomUUID().replaceAll('-', '')}`,
});

const BETWEEN_MS = 10;

type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<string | null>;

/** Reads messages, a page, and the files that page needs. */
export function startReader(options: VisitorOptions): Visitor {
  return visit(options, async (ask) => {
    await ask('GET', `/api/chat/messages/${options.roomId}`);
    const page = (await ask('GET', '/api/docs')) ?? '';
    for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g)) await ask('GET', path ?? '');
  });
}

/** Says things, and repeats what was not acknowledged. */
export function startWriter(options: VisitorOptions): Visitor {
  return visit(options, async (ask, n, record) => {
    const content = `${options.name} ${n}`;
    const clientId = `${options.name}-${n}`;
    const acknowledged: { id: string; seq: number }[] = [];
    record.said.push({ clientId, content, acknowledged });
    while (acknowledged.length === 0) {
      const text = await ask('POST', `/api/chat/messages/${options.roomId}`, { content, clientId });
      if (text === null) continue;
      const { message } = JSON.parse(text) as { message: { id: string; seq: number } };
      acknowledged.push({ id: message.id, seq: message.seq });
    }
  });
}

function visit(
  { url, name, token }: VisitorOptions,
  round: (ask: Ask, n: number, record: ClientRecord) => Promise<void>,
): Visitor {
  const record: ClientRecord = { name, said: [], changed: [], seen: [] };
  const answers = { succeeded: 0, others: [] as string[] };
  let over = false;

  /** The body of a success, else null. */
  const ask: Ask = async (method, path, body) => {
    const reply = await fetch(url + path, {
      method,
      headers: { ...anywhere(), authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await reply.text();
    if (reply.ok) answers.succeeded += 1;
    else answers.others.push(text);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    return reply.ok ? text : null;
  };

  async function rounds(): Promise<void> {
    for (let n = 0; !over; n += 1) await round(ask, n, record);
  }
  const ended = rounds();

  return {
    record,
    answers,
    stop: () => {
      over = true;
      return ended;
    },
  };
}
