/** Bytes on this node of uploads that are none any more: given up while another node did the removing, or broken off in a form. */

import { UNPOSTED_MS } from './jobs.ts';
import type { FileParts } from './parts.ts';
import { reader } from './parts.ts';
import { readFiles } from './store/files.ts';

const EVERY_MS = 3_600_000;

/** Until the returned function is called. */
export function keepUploadsSwept(parts: FileParts): () => void {
  let cancel = () => {};
  let stopped = false;
  const again = () => {
    if (!stopped) cancel = parts.clock.after(EVERY_MS, () => void sweep(parts).finally(again));
  };
  void sweep(parts).finally(again);
  return () => {
    stopped = true;
    cancel();
  };
}

async function sweep({ uploads, clock, log, ...parts }: FileParts): Promise<void> {
  try {
    const idle = await uploads.idleSince(clock.now() - UNPOSTED_MS);
    for (let at = 0; at < idle.length; at += 100) {
      const ids = idle.slice(at, at + 100);
      const rows = await readFiles(reader(parts), ids);
      const wanted = new Set(rows.filter(({ state }) => state === 'uploading').map(({ id }) => id));
      for (const id of ids) if (!wanted.has(id)) await uploads.remove(id);
    }
  } catch (cause) {
    log.error({ err: cause }, 'uploads that ended could not be cleared away');
  }
}
