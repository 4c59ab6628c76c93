/** The shipped nginx configuration before nodes that do as a test says: what streams, what is retried, what is refused how. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '@parley/contract/kernel/errors';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findNginx, type NginxServer, placed, startNginx } from './nginx.ts';
import { NGINX } from './programs.ts';
import { describeWith } from './suite.ts';

type Handler = (asked: IncomingMessage, answer: ServerResponse) => void;

interface Node {
  readonly port: number;
  asked: number;
  handle: Handler;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

const fine: Handler = (_asked, answer) => answer.end('fine');

async function node(): Promise<Node> {
  let server = createServer();
  const open = async (port: number) => {
    server = createServer((asked, answer) => {
      self.asked += 1;
      self.handle(asked, answer);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const goAway = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const self = { port: 0, asked: 0, handle: fine, goAway, comeBack: () => open(self.port) };
  await open(0);
  // A TCP server has an address with a port.
  self.port = (server.address() as AddressInfo).port;
  return self;
}

describe('placing the shipped file', () => {
  test('a file without nodes or without a port is not taken for one', () => {
    expect(() => placed('listen 80;', 1, [2])).toThrow('nothing that matches');
    expect(() => placed('server node1:3000;\n', 1, [2])).toThrow('nothing that matches');
  });
});

describeWith(NGINX, findNginx(), 'nginx as it is shipped', (program) => {
  let nodes: [Node, Node];
  let nginx: NginxServer;
  beforeAll(async () => {
    nodes = [await node(), await node()];
    nginx = await startNginx(program, { nodes: nodes.map(({ port }) => port) });
  });
  afterEach(() => {
    for (const each of nodes) Object.assign(each, { handle: fine, asked: 0 });
  });
  afterAll(async () => {
    await nginx?.stop();
    for (const each of nodes) await each.goAway();
  });
  const both = (handle: Handler) => {
    for (const each of nodes) each.handle = handle;
  };

  test('the node learns the client’s address and scheme, and not what the client says of itself', async () => {
    both(({ headers }, answer) => answer.end(JSON.stringify(headers)));
    const reply = await fetch(`${nginx.url}/api/x`, {
      headers: { 'x-forwarded-for': '10.9.8.7', 'x-forwarded-proto': 'https' },
    });
    expect(await reply.json()).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      host: new URL(nginx.url).host,
    });
  });

  test('server-sent events leave one by one', async () => {
    const answers: ServerResponse[] = [];
    both((_asked, answer) => {
      answers.push(answer);
      // As it comes, without the chunks that would make nginx pass on what it has.
      answer.useChunkedEncodingByDefault = false;
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    const reply = await fetch(`${nginx.url}/api/events?channels=a`);
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: 1\n\n');
    answers[0]?.write('data: 2\n\n');
    expect((await reader?.read())?.value).toBe('data: 2\n\n');
    answers[0]?.end();
    expect((await reader?.read())?.done).toBe(true);
  });

  test('an upload reaches the node while it is still being sent, and may be large', async () => {
    const started = new Promise<void>((resolve) => {
      both((asked, answer) => {
        let bytes = 0;
        asked.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          resolve();
        });
        asked.on('end', () => answer.end(String(bytes)));
      });
    });
    const mebibyte = Buffer.alloc(1 << 20);
    const sent = request(`${nginx.url}/api/chat/upload`, {
      method: 'POST',
      headers: { 'content-length': 5 * mebibyte.length },
    });
    const answered = once(sent, 'response');
    sent.write(mebibyte);
    await started;
    for (let n = 1; n < 5; n += 1) sent.write(mebibyte);
    sent.end();
    const [reply] = (await answered) as [IncomingMessage];
    expect((await reply.toArray()).join('')).toBe(String(5 << 20));
  });

  test('elsewhere a body that large is refused in the words of the wire', async () => {
    const reply = await fetch(`${nginx.url}/api/x`, { method: 'POST', body: Buffer.alloc(3 << 20) });
    expect(reply.status).toBe(413);
    expect(Refusal.parse(await reply.json()).error).toMatchObject({ code: 'TOO_LARGE', retryable: false });
  });

  test('a node that is going: reads go to the other one; a POST is answered by the node itself', async () => {
    const [going, staying] = nodes;
    going.handle = (_asked, answer) => answer.writeHead(503).end('going');
    // Another key each time, until some of the node that goes have come.
    while (going.asked < 3) {
      const reply = await fetch(`${nginx.url}/api/x`, { headers: route() });
      expect(await reply.text()).toBe('fine');
    }
    staying.handle = going.handle;
    await expect
      .poll(async () => (await fetch(`${nginx.url}/api/x`, { method: 'POST', headers: route() })).text())
      .toBe('going');
  });

  test('a node that is gone: nobody notices, a POST neither', async () => {
    await nodes[0].goAway();
    for (let n = 0; n < 20; n += 1) {
      const reply = await fetch(`${nginx.url}/api/x`, { method: 'POST', body: '{}', headers: route() });
      expect(reply.status).toBe(200);
    }
    await nodes[0].comeBack();
    await expect
      .poll(
        async () => {
          await fetch(`${nginx.url}/api/x`, { headers: route() });
          return nodes[0].asked;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
  });

  test('one goes right after the other came back: every request finds the one that is there', async () => {
    const ask = async () => {
      for (let n = 0; n < 20; n += 1) {
        expect((await fetch(`${nginx.url}/api/x`, { method: 'POST', headers: route() })).status).toBe(200);
      }
    };
    await nodes[0].goAway();
    await ask();
    await nodes[0].comeBack();
    await nodes[1].goAway();
    await ask();
    await nodes[1].comeBack();
  });

  test('all nodes gone: the refusal of the wire, which says when to come back', async () => {
    for (const each of nodes) await each.goAway();
    for (const path of ['/', '/api/x', '/socket.io/?EIO=4&transport=polling', '/api/events']) {
      const reply = await fetch(nginx.url + path);
      expect(reply.status).toBe(503);
      expect(reply.headers.get('content-type')).toContain('application/json');
      expect(reply.headers.get('retry-after')).toBe('1');
      expect(Refusal.parse(await reply.json()).error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    }
    for (const each of nodes) await each.comeBack();
    await expect.poll(async () => (await fetch(nginx.url)).status, { timeout: 10_000 }).toBe(200);
  });

  test('a page gives a cookie, which then decides alone where its requests go', async () => {
    const [one, other] = nodes;
    const answers = new Map([
      [one, 'one'],
      [other, 'other'],
    ]);
    for (const [each, name] of answers) each.handle = (_asked, answer) => answer.end(name);
    const seen = new Set<string>();
    for (let person = 0; person < 20; person += 1) {
      const page = await fetch(nginx.url);
      const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
      expect(cookie).toMatch(/^parley_route=[0-9a-f]{32}$/);
      const places = new Set<string>();
      for (const path of [
        '/api/x',
        '/socket.io/?EIO=4&transport=polling',
        '/socket.io/?transport=polling&sid=s',
      ]) {
        const reply = await fetch(nginx.url + path, { headers: { cookie } });
        expect(reply.headers.get('set-cookie')).toBeNull();
        places.add(await reply.text());
      }
      expect(places.size).toBe(1);
      for (const place of places) seen.add(place);
    }
    expect(seen.size).toBe(2);
  });

  test('the nodes’ metrics are not for everybody', async () => {
    expect((await fetch(`${nginx.url}/metrics`)).status).toBe(404);
  });
});

let last = 0;
/** A key of its own for each request. */
const route = () => {
  last += 1;
  return { cookie: `parley_route=${last.toString(16).padStart(32, '0')}` };
};
