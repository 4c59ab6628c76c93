/**
 * What a load reads of XMPP (RFC 6120), in place: by RFC 7395 a frame is one whole element, and what the load says and where needs no
 * escaping, so an attribute is what stands between its quotes.
 */

/** The name of the element, with its prefix where it has one. */
export function nameOf(text: string): string {
  return /^<([\w:]+)/.exec(text)?.[1] ?? '';
}

export interface RoomMessage {
  /** The room, a slash, and the nickname of who said it; the room alone where it speaks itself. */
  readonly from: string;
  /** Its sender's id of it. */
  readonly id: string;
  readonly isError: boolean;
  /** What was said; undefined where nothing was, as when a room tells its subject. */
  readonly body: Body | undefined;
  /** An archive has named it (XEP-0359). */
  readonly hasArchiveId: boolean;
}

interface Body {
  readonly start: number;
  readonly end: number;
}

const MESSAGE = Buffer.from('<message ');
const TAG_END = '>'.charCodeAt(0);
const BODY = Buffer.from('<body>');
const BODY_END = Buffer.from('</body>');
const STANZA_ID = Buffer.from('<stanza-id ');
const FROM = / from=(['"])(.*?)\1/;
const ID = / id=(['"])(.*?)\1/;
const ERROR = / type=(['"])error\1/;

/** Null for any other stanza. */
export function messageIn(bytes: Buffer, start: number, end: number): RoomMessage | null {
  const named = start + MESSAGE.length;
  if (named > end || bytes.compare(MESSAGE, 0, MESSAGE.length, start, named) !== 0) return null;
  const tag = bytes.toString('latin1', start, bytes.indexOf(TAG_END, named));
  return {
    from: FROM.exec(tag)?.[2] ?? '',
    id: ID.exec(tag)?.[2] ?? '',
    isError: ERROR.test(tag),
    body: bodyIn(bytes, start, end),
    hasArchiveId: find(bytes, STANZA_ID, start, end) !== undefined,
  };
}

function bodyIn(bytes: Buffer, start: number, end: number): Body | undefined {
  const opens = find(bytes, BODY, start, end);
  const closes = find(bytes, BODY_END, start, end);
  if (opens === undefined || closes === undefined) return undefined;
  return { start: opens + BODY.length, end: closes };
}

function find(bytes: Buffer, what: Buffer, start: number, end: number): number | undefined {
  const at = bytes.subarray(start, end).indexOf(what);
  return at < 0 ? undefined : start + at;
}
