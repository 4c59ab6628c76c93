import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { XmppClient } from './xmpp-client.ts';

const ROOM = 'room-0@rooms.bench.example';
const ME = `${ROOM}/n0`;
const BIND_OFFERED = "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
const SASL_OFFERED =
  '<stream:features><mechanisms><mechanism>ANONYMOUS</mechanism></mechanisms></stream:features>';
const NAMED = "<stanza-id by='room' id='1' xmlns='urn:xmpp:sid:0'/>";

const message = (from: string, id: number, inside: string) =>
  `<message from='${from}' type='groupchat' id='${id}'>${inside}</message>`;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An XMPP server as far as its words go; what it answers to is asked of `answers` first. Each answer comes in two pieces. */
async function serving(answers: (heard: string) => readonly string[] | undefined): Promise<number> {
  const server = createServer((socket) => {
    let signedIn = false;
    const usual = (heard: string): readonly string[] => {
      if (heard.includes('<open')) return ["<open version='1.0'/>", signedIn ? BIND_OFFERED : SASL_OFFERED];
      if (heard.includes('<auth')) {
        signedIn = true;
        return ["<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"];
      }
      if (heard.includes('<iq')) return ["<iq type='result' id='bind'/>"];
      if (heard.includes('<presence')) {
        return [
          `<presence from='${ROOM}/n7'><x><status code='100'/></x></presence>`,
          `<presence from='${ME}'><x><status code='110'/></x></presence>`,
          `<message from='${ROOM}' type='groupchat'><subject/></message>`,
        ];
      }
      return [];
    };
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const heard = chunk.toString('latin1');
      const bytes = heard.startsWith('GET /ws')
        ? Buffer.from('HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n')
        : Buffer.concat((answers(heard) ?? usual(heard)).map(frame));
      socket.write(bytes.subarray(0, bytes.length / 2));
      setImmediate(() => socket.write(bytes.subarray(bytes.length / 2)));
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function frame(text: string): Buffer {
  const header = text.length < 126 ? [0x81, text.length] : [0x81, 126, text.length >> 8, text.length & 0xff];
  return Buffer.concat([Buffer.from(header), Buffer.from(text)]);
}

/** A client that checks, and the next thing it is told. */
function client() {
  const heard: unknown[] = [];
  const told: string[] = [];
  let wake = () => {};
  const tell = (words: string) => {
    told.push(words);
    wake();
  };
  const it = new XmppClient(0, true, {
    acknowledged: (_, id, ok) => tell(`${id} ${ok ? 'taken' : 'refused'}`),
    heard: (_, args) => heard.push(args),
    lost: (_, reason) => tell(`lost: ${reason}`),
  });
  const next = async () => {
    if (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return told.shift();
  };
  const join = () => it.emit('chat:join', () => ({ roomId: 'room-0' }));
  const say = () => it.emit('chat:message', (id) => ({ roomId: 'room-0', content: `0.${id} words` }));
  return { it, heard, next, join, say };
}

describe('a client of XMPP', () => {
  it('signs in, joins, and takes the reflection of its message that an archive has named for the acknowledgement', async () => {
    const port = await serving((words) =>
      words.includes('<message')
        ? [
            message(`${ROOM}/n7`, 1, '<body>7.1 words</body>'),
            message(ME, 1, `${NAMED}<body>0.1 words</body>`),
          ]
        : undefined,
    );
    const { it: me, heard, next, join, say } = client();
    await me.connect(port);
    join();
    expect(await next()).toBe('0 taken');
    say();
    expect(await next()).toBe('1 taken');
    expect(heard).toEqual([
      ['chat:message', { roomId: 'room-0', content: '7.1 words' }],
      ['chat:message', { roomId: 'room-0', content: '0.1 words' }],
    ]);
    expect(me.received).toBe(2);
    me.close();
  });

  it('takes neither an error nor a reflection without an archive for an acknowledgement', async () => {
    const answers = [
      `<message from='${ROOM}' type='error' id='1'><body>0.1 words</body></message>`,
      message(ME, 2, '<body>0.2 words</body>'),
    ];
    const port = await serving((words) => (words.includes('<message') ? answers.splice(0, 1) : undefined));
    const { it: me, next, join, say } = client();
    await me.connect(port);
    join();
    await next();
    say();
    expect(await next()).toBe('1 refused');
    say();
    expect(await next()).toBe('2 refused');
    me.close();
  });

  it('is refused where a room is full', async () => {
    const port = await serving((words) =>
      words.includes('<presence') ? [`<presence from='${ME}' type='error'/>`] : undefined,
    );
    const { it: me, next, join } = client();
    await me.connect(port);
    join();
    expect(await next()).toBe('0 refused');
    me.close();
  });

  it('does not connect where nobody may sign in', async () => {
    const port = await serving((words) => (words.includes('<auth') ? ['<failure/>'] : undefined));
    await expect(client().it.connect(port)).rejects.toThrow('the server sent <failure/>');
  });

  it('says that it is lost, and answers its join, when the server ends the stream', async () => {
    const port = await serving((words) => (words.includes('<presence') ? ['<close/>'] : undefined));
    const { it: me, next, join } = client();
    await me.connect(port);
    join();
    expect(await next()).toBe('lost: the server sent <close/>');
    expect(await next()).toBe('0 refused');
  });
});
