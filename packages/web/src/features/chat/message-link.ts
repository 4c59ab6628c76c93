/** Addresses of rooms and messages: `/rooms/<id or alias>?message=<id>`. */

export interface LinkTarget {
  /** Id or alias. */
  readonly roomId: string;
  readonly messageId?: string | undefined;
}

export function roomLink(room: { readonly id: string; readonly alias?: string | undefined }): string {
  return `${location.origin}/rooms/${room.alias ?? room.id}`;
}

export function messageLink(
  room: { readonly id: string; readonly alias?: string | undefined },
  messageId: string,
): string {
  return `${roomLink(room)}?message=${messageId}`;
}

const PATH = /^\/rooms\/([A-Za-z0-9_-]{1,64})$/;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Where an address of this server leads; null for every other. */
export function linkTarget(href: string, origin: string): LinkTarget | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  const roomId = PATH.exec(url.pathname)?.[1];
  if (url.origin !== origin || roomId === undefined) return null;
  const messageId = url.searchParams.get('message');
  return messageId !== null && ID.test(messageId) ? { roomId, messageId } : { roomId };
}

/** The search of a conversation's address; what is no id is left out. */
export interface ConversationSearch {
  readonly message?: string;
  /** The thread that is shown beside the room: id of the message it hangs on. */
  readonly thread?: string;
}

export function conversationSearch(search: Readonly<Record<string, unknown>>): ConversationSearch {
  const { message, thread } = search;
  return { ...(isId(message) && { message }), ...(isId(thread) && { thread }) };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}
