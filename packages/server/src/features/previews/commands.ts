/** Taking a preview away. */
import { remove } from '@parley/contract/features/previews/commands';
import { type CommandDef, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { audited } from '../audit/public.ts';
import type { MessageNotes } from '../chat/public.ts';
import { notedIn, pictureIdsOf, withNotes } from './metadata.ts';
import { readShownBy, showPictures } from './pictures-store.ts';
import type { PreviewTables } from './tables.ts';

export function previewCommands(db: Database, notes: MessageNotes): readonly CommandDef[] {
  return [
    decides(remove, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, { roomId, messageId, url }) => {
        const { message, mayTakeAway, expect } = await notes.open(context, roomId, messageId);
        if (!mayTakeAway) refuse('FORBIDDEN', 'Only its author or a moderator may change this message.');
        const { previews, unwanted } = notedIn(message.metadata);
        const rest = previews.filter((preview) => preview.url !== url);
        if (rest.length === previews.length) refuse('NOT_FOUND', 'This message has no such preview.');
        const metadata = withNotes(message.metadata, { previews: rest, unwanted: [...unwanted, url] });
        if (metadata === null) throw new Error('a preview was there and is not taken away');
        const { actor, at } = context;
        const noted = notes.noted(message, metadata, { actor: actor.userId, at });
        const before = await readShownBy(db.reader<PreviewTables>(), messageId);
        const after = pictureIdsOf(rest);
        const shown = showPictures(db.builder<PreviewTables>(), messageId, { before, after, at });
        const account = { action: remove.name, target: { kind: 'message', id: messageId } } as const;
        const accounted =
          message.userId === actor.userId
            ? []
            : [audited(context, { ...account, roomId: message.roomId, details: { author: message.userId } })];
        return {
          kind: 'write',
          write: {
            expect,
            appends: noted.appends,
            statements: [...noted.statements, ...shown, ...accounted],
            answer: { kind: 'wrap', key: 'message', append: 0 },
          },
        };
      },
    }),
  ];
}
