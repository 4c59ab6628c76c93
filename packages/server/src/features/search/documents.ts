/** What is indexed of a message: its words, what it has, and its place in time. Pure. */
import type { Has } from '@parley/contract/features/search/query';
import { fold } from '@parley/contract/text/fold';

export interface Indexable {
  readonly id: string;
  readonly type: string;
  readonly content: string;
  /** JSON object. */
  readonly metadata: string;
  readonly threadId: string | null;
  readonly createdAt: string;
}

export const FLAGS: Readonly<Record<Has | 'thread', number>> = {
  link: 1,
  file: 2,
  image: 4,
  code: 8,
  thread: 16,
};

const LINK = /\bhttps?:\/\/[^\s]/iu;
const CODE = /```|`[^`\n]+`/u;

export function flagsOf(message: Indexable): number {
  const files = filesOf(message);
  const has = {
    link: LINK.test(message.content),
    file: message.type === 'file' || message.type === 'image' || files.length > 0,
    image: message.type === 'image' || files.some(({ mime }) => mime.startsWith('image/')),
    code: CODE.test(message.content),
    thread: message.threadId !== null,
  };
  let flags = 0;
  if (has.link) flags |= FLAGS.link;
  if (has.file) flags |= FLAGS.file;
  if (has.image) flags |= FLAGS.image;
  if (has.code) flags |= FLAGS.code;
  if (has.thread) flags |= FLAGS.thread;
  return flags;
}

/** What can be found of it, as it was written: a line of its own for each file. */
export function writtenText(message: Pick<Indexable, 'content' | 'metadata'>): string {
  return [message.content, ...filesOf(message).map(({ name }) => name)]
    .filter((part) => part !== '')
    .join('\n');
}

export function indexedText(message: Pick<Indexable, 'content' | 'metadata'>): string {
  return fold(writtenText(message));
}

interface NamedFile {
  readonly name: string;
  readonly mime: string;
}

/** `metadata` is whatever clients sent: only what has the shape of files counts. */
function filesOf({ metadata }: Pick<Indexable, 'metadata'>): NamedFile[] {
  if (metadata === '{}') return [];
  const { files } = JSON.parse(metadata) as { files?: unknown };
  if (!Array.isArray(files)) return [];
  return files.slice(0, MAX_FILES).flatMap((file: unknown) => {
    if (typeof file !== 'object' || file === null || !('name' in file)) return [];
    const { name } = file;
    const mime = 'mime' in file && typeof file.mime === 'string' ? file.mime : '';
    return typeof name === 'string' ? [{ name, mime }] : [];
  });
}

const MAX_FILES = 100;

/**
 * Places in time are numbers a double holds: milliseconds since 2010, each with room for 4096 messages. They say when a message
 * was said, so that an index read backwards gives the newest first, and days are ranges.
 */
const BEGINNING = Date.UTC(2010, 0, 1);
const PLACES = 4_096;
const LAST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PLACES) - 1;

/** The first place of a time. What is older than the beginning has its place there. */
export function placeAt(ms: number): number {
  return Math.min(LAST_MS, Math.max(0, Math.floor(ms - BEGINNING))) * PLACES;
}

/** Milliseconds since the Unix epoch. */
export function timeOfPlace(place: number): number {
  return Math.floor(place / PLACES) + BEGINNING;
}

/** Where a message would like to be: among those of its millisecond by its id, so that hardly two want the same. */
export function placeOf({ id, createdAt }: Pick<Indexable, 'id' | 'createdAt'>): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return placeAt(Date.parse(createdAt)) + ((hash >>> 8) % PLACES);
}

/** Places for messages that want these, each its own and none that is taken. */
export function freePlaces(wanted: readonly number[], taken: ReadonlySet<number>): number[] {
  const used = new Set(taken);
  return wanted.map((place) => {
    let free = place;
    while (used.has(free)) free += 1;
    used.add(free);
    return free;
  });
}
