/** Files that messages carry, as chat knows them: it asks whoever keeps files, and stores what it is told. */
import type { FileInfo } from '@parley/contract/features/files/model';
import { type NewJob, refuse, type Statement } from '../../kernel/index.ts';

export const MAX_FILES = 10;

export interface Posting {
  readonly userId: string;
  readonly roomId: string;
  readonly messageId: string;
  readonly type: 'image' | 'file';
  /** No id twice, one at least. */
  readonly fileIds: readonly string[];
}

/** Whoever asks has checked that its person may read the message, and may upload to the room. */
export interface Sharing {
  readonly userId: string;
  readonly fromMessageId: string;
  readonly toRoomId: string;
  readonly toMessageId: string;
}

export interface Attachments {
  /** Refuses what is not its person's, of this room, ready, and unposted. The statements tie the files to the message. */
  attach(
    posting: Posting,
  ): Promise<{ readonly statements: readonly Statement[]; readonly files: readonly FileInfo[] }>;
  /** What a message carries is carried by a copy of it too, which opens it to the copy's room. */
  share(sharing: Sharing): Promise<readonly Statement[]>;
  /** What the messages carried and no other message does is let go of, with the write set that deletes them. */
  detach(
    messageIds: readonly string[],
  ): Promise<{ readonly statements: readonly Statement[]; readonly jobs: readonly NewJob[] }>;
}

type Metadata = Readonly<Record<string, unknown>>;

/** The ids in `metadata.fileIds`; null where there are none. `metadata.files` is the server's own word, and nobody else's. */
export function fileIdsOf(type: string, metadata: Metadata | undefined): readonly string[] | null {
  if (metadata === undefined) return null;
  if ('files' in metadata) wrong('metadata.files', 'is said by the server: name uploads in fileIds');
  const { fileIds } = metadata;
  if (fileIds === undefined) return null;
  if (type !== 'image' && type !== 'file') wrong('type', 'must be image or file for a message with files');
  const ids: unknown[] = Array.isArray(fileIds) ? fileIds : [];
  if (ids.length === 0 || ids.length > MAX_FILES) wrong('metadata.fileIds', `must be 1 to ${MAX_FILES} ids`);
  const texts = ids.filter((id): id is string => typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id));
  if (new Set(texts).size !== ids.length) wrong('metadata.fileIds', 'must be ids, each once');
  return texts;
}

/** Whether stored metadata names files: only what `attach` gave does. */
export function carriesFiles(type: string, metadata: string): boolean {
  return (type === 'image' || type === 'file') && metadata.includes('"files":[');
}

function wrong(path: string, message: string): never {
  refuse('INVALID', `${path} ${message}.`, { details: [{ path, message }] });
}
