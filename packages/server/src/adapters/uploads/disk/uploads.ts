/** Uploads under way as files of one folder of this node. */
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Place, TooMuch, type Uploads, WrongOffset } from '../../../kernel/index.ts';

/** What an id may be made of: it becomes a file's name, and what is beside it begins with it and a dot. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

export function diskUploads(folder: string): Uploads {
  const turns = new Map<string, Promise<unknown>>();

  function path(id: string): string {
    if (!ID.test(id)) throw new Error('not the id of an upload');
    return join(folder, id);
  }

  /** One after the other, whoever asks. */
  function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    const ended = turn.catch(() => undefined);
    turns.set(id, ended);
    void ended.then(() => {
      if (turns.get(id) === ended) turns.delete(id);
    });
    return turn;
  }

  return {
    path,
    offset: (id) => sizeOf(path(id)),
    append: (id, at, bytes) =>
      inTurn(id, async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(path(id), at.offset === 0 ? 'a+' : 'r+').catch((cause: unknown) => {
          if (isMissing(cause)) throw new WrongOffset(0);
          throw cause;
        });
        try {
          return await append(file, at, bytes);
        } finally {
          await file.close();
        }
      }),
    rename: (from, to) => rename(path(from), path(to)),
    remove: (id) =>
      inTurn(id, async () => {
        path(id);
        for (const name of await namesIn(folder)) {
          if (name === id || name.startsWith(`${id}.`)) await rm(join(folder, name), { force: true });
        }
      }),
    idleSince: async (time) => {
      const idle = new Set<string>();
      for (const name of await namesIn(folder)) {
        const found = await stat(join(folder, name)).catch(() => null);
        if (found !== null && found.mtimeMs < time) idle.add(name.split('.')[0] ?? name);
      }
      return [...idle];
    },
  };
}

async function append(file: FileHandle, { offset, size }: Place, bytes: AsyncIterable<Uint8Array>) {
  const there = (await file.stat()).size;
  if (there !== offset) throw new WrongOffset(there);
  let at = offset;
  for await (const piece of bytes) {
    if (at + piece.length > size) {
      await file.truncate(offset);
      throw new TooMuch();
    }
    for (let done = 0; done < piece.length; ) {
      done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten;
    }
    at += piece.length;
  }
  return at;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (isMissing(cause)) return 0;
    throw cause;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
