import { describe, expect, it } from 'vitest';
import { FrameReader } from './frames.ts';
import { messageIn, nameOf } from './stanza.ts';

/** As ejabberd 23.01 says them. */
const REFLECTED =
  "<message xmlns='jabber:client' xml:lang='en' to='8214@bench.example/7273' from='room-0@rooms.bench.example/n0' " +
  "type='groupchat' id='17'><archived by='room-0@rooms.bench.example' id='1795271039198897' xmlns='urn:xmpp:mam:tmp'/>" +
  "<stanza-id by='room-0@rooms.bench.example' id='1795271039198897' xmlns='urn:xmpp:sid:0'/><body>0.17 all work</body></message>";
const SUBJECT =
  "<message xmlns='jabber:client' to='8214@bench.example/7273' from='room-0@rooms.bench.example' type='groupchat'><subject/></message>";
const REFUSED =
  "<message xmlns='jabber:client' xml:lang='en' to='8214@bench.example/7273' from='room-0@rooms.bench.example' type='error' id='17'>" +
  "<body>0.17 all work</body><error code='406' type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>";

/** What stands between others, as frames do in a buffer. */
function read(stanza: string) {
  const bytes = Buffer.from(`${REFLECTED}${stanza}${REFLECTED}`);
  const message = messageIn(bytes, REFLECTED.length, REFLECTED.length + stanza.length);
  if (message === null) return null;
  const { body, ...rest } = message;
  return { ...rest, said: body && bytes.toString('utf8', body.start, body.end) };
}

const SAID = {
  from: 'room-0@rooms.bench.example/n0',
  id: '17',
  isError: false,
  hasArchiveId: true,
  said: '0.17 all work',
};

/** A text frame as a server sends it. */
function frame(text: string): Buffer {
  const header = text.length < 126 ? [0x81, text.length] : [0x81, 126, text.length >> 8, text.length & 0xff];
  return Buffer.concat([Buffer.from(header), Buffer.from(text)]);
}

describe('a stanza', () => {
  it('of a room says who said what, under which id, and that an archive has named it', () => {
    expect(read(REFLECTED)).toEqual(SAID);
  });

  it('may quote its attributes either way', () => {
    expect(read(REFLECTED.replaceAll("'", '"'))).toEqual(SAID);
  });

  it('that no archive named has no id of one', () => {
    expect(read(REFLECTED.replace(/<stanza-id [^>]*>/, ''))).toEqual({ ...SAID, hasArchiveId: false });
  });

  it('that tells a subject says nothing', () => {
    expect(read(SUBJECT)).toMatchObject({ from: 'room-0@rooms.bench.example', said: undefined });
  });

  it('that refuses a message names it', () => {
    expect(read(REFUSED)).toMatchObject({ id: '17', isError: true });
  });

  it('of another kind is none, and has its own name', () => {
    const features =
      "<stream:features xmlns:stream='http://etherx.jabber.org/streams'><bind/></stream:features>";
    expect(read(features)).toBeNull();
    expect(nameOf(features)).toBe('stream:features');
    expect(nameOf("<presence to='x'/>")).toBe('presence');
  });

  it('is the same wherever TCP cuts it', () => {
    const bytes = Buffer.concat([frame(REFLECTED), frame('<presence/>'), frame(SUBJECT), frame(REFLECTED)]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const said: (string | undefined)[] = [];
      const reader = new FrameReader(
        (all, start, end) => {
          const message = messageIn(all, start, end);
          if (message) said.push(message.body && all.toString('utf8', message.body.start, message.body.end));
        },
        () => {},
      );
      reader.read(bytes.subarray(0, cut));
      reader.read(bytes.subarray(cut));
      expect(said).toEqual(['0.17 all work', undefined, '0.17 all work']);
    }
  });
});
