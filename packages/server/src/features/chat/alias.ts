/** Whether a room may take an alias. */
import { refuse } from '../../kernel/index.ts';
import { looksLikeId } from './directory.ts';
import { type ChatParts, reader } from './parts.ts';
import { readIdByAlias } from './store/rooms.ts';

/** An alias taken meanwhile conflicts, is decided anew and refused here. */
export async function checkAlias(parts: ChatParts, alias: string): Promise<void> {
  if (looksLikeId(alias)) {
    refuse('INVALID', 'This alias looks like an id. Choose a readable one.', {
      details: [{ path: 'alias', message: 'looks like an id' }],
    });
  }
  if ((await readIdByAlias(reader(parts), alias)) !== null) {
    refuse('CONFLICT', 'This alias is taken. Choose another one.', {
      details: [{ path: 'alias', message: 'is taken' }],
    });
  }
}
