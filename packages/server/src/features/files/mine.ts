/** The upload a command speaks of: its own person's, or none at all. */
import { refuse } from '../../kernel/index.ts';
import { type FileParts, reader } from './parts.ts';
import { readFile } from './store/files.ts';
import type { FileTable } from './tables.ts';

export async function myFile(parts: FileParts, userId: string, id: string): Promise<FileTable> {
  const file = await readFile(reader(parts), id);
  if (file === null || file.user_id !== userId || file.state === 'orphan') {
    refuse('NOT_FOUND', 'There is no such upload of yours. Begin it again.');
  }
  return file;
}
