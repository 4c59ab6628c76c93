/** Makes a file of bytes that are complete: found out what they are, made anew where they are a picture, and put where they stay. */
import { refuse } from '../../kernel/index.ts';
import { kindOf } from './kinds.ts';
import { type FileParts, reader } from './parts.ts';
import { type MadeReady, readFile } from './store/files.ts';
import type { FileTable } from './tables.ts';
import { thumbnailKey } from './view.ts';

export type Ingest = (file: FileTable) => Promise<MadeReady>;

/** Refuses with UNSUPPORTED what may not be kept. Whoever asks while it is under way, or decides anew, gets the same. */
export function ingesting(parts: FileParts): Ingest {
  const { blobs, uploads, media, config, clock } = parts;
  const underWay = new Map<string, Promise<MadeReady>>();

  async function make({ id, announced }: FileTable): Promise<MadeReady> {
    const path = uploads.path(id);
    const mime = await media.recognise(path);
    if (!config.accepts(mime)) {
      refuse('UNSUPPORTED', 'Files of this kind are not accepted here.', {
        details: [{ path: 'mime', message: mime }],
      });
    }
    const picture = await media.picture(path, mime);
    if (picture === null) {
      await blobs.put(id, path, announced);
      const plain = { width: null, height: null, blur: null, thumbnail_size: null };
      return { ...plain, mime, kind: kindOf(mime), size: announced, held: announced };
    }
    const { full, thumbnail, width, height, blur } = picture;
    await blobs.put(id, full.path, full.size);
    await blobs.put(thumbnailKey(id), thumbnail.path, thumbnail.size);
    return {
      mime: picture.mime,
      kind: 'image',
      width,
      height,
      blur,
      size: full.size,
      thumbnail_size: thumbnail.size,
      held: full.size + thumbnail.size,
    };
  }

  /** A picture was made anew: what was uploaded is not needed, once that is certain. */
  async function clear(id: string): Promise<void> {
    try {
      if ((await readFile(reader(parts), id))?.state === 'ready') await uploads.remove(id);
    } catch (cause) {
      parts.log.warn(
        { err: cause },
        'an upload that is complete could not be cleared away; it will be later',
      );
    }
  }

  return (file) => {
    const known = underWay.get(file.id);
    if (known) return known;
    const made = make(file);
    underWay.set(file.id, made);
    // Kept a while: a conflict asks for it once more, and the bytes it was made of may have been moved away.
    const forget = () => underWay.delete(file.id);
    made.then(() => clock.after(KEEP_MS, () => void clear(file.id).finally(forget)), forget);
    return made;
  };
}

const KEEP_MS = 10_000;
