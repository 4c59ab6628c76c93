/** Adding emoji, taking them away, and listing them. */
import * as contract from '@parley/contract/features/emoji/commands';
import { type CommandDef, type Identity, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { audited } from '../audit/public.ts';
import { CHANNEL, emojiAdded, emojiRemoved } from './channel.ts';
import { CLEAR } from './jobs.ts';
import { builder, type EmojiParts, reader } from './parts.ts';
import { keepPicture } from './pictures.ts';
import { isStandardName, managesEmoji } from './policy.ts';
import { countEmoji, isNamed, nameEmoji, readEmoji, readEmojiById, showEmoji, takeName } from './store.ts';

const PAGE = 200;

export function emojiCommands(parts: EmojiParts): readonly CommandDef[] {
  const { maxCount } = parts.config;
  return [
    decides(contract.add, {
      lane: () => CHANNEL,
      decide: async (context, { name, image }) => {
        mustManage(context.actor);
        await mustBeFree(parts, name);
        const row = await keepPicture(parts, context, image);
        const emoji = showEmoji({ ...row, name });
        const act = {
          action: contract.add.name,
          target: { kind: 'emoji', id: row.id },
          details: { name },
        } as const;
        return {
          kind: 'write',
          write: {
            statements: [nameEmoji(builder(parts), row.id, name, maxCount), audited(context, act)],
            appends: [emojiAdded(context, emoji)],
            answer: { kind: 'json', json: JSON.stringify({ emoji }) },
          },
        };
      },
    }),

    decides(contract.remove, {
      lane: () => CHANNEL,
      decide: async (context, { emojiId }) => {
        mustManage(context.actor);
        const row = await readEmojiById(reader(parts), emojiId);
        if (row === null) return refuse('NOT_FOUND', 'There is no such emoji, or it was taken away already.');
        const { id, name } = row;
        const act = {
          action: contract.remove.name,
          target: { kind: 'emoji', id },
          details: { name },
        } as const;
        return {
          kind: 'write',
          write: {
            statements: [takeName(builder(parts), id), audited(context, act)],
            appends: [emojiRemoved(context, row)],
            jobs: [CLEAR.request({ emojiId: id })],
            answer: { kind: 'json', json: '{}' },
          },
        };
      },
    }),

    decides(contract.list, {
      decide: async (_context, { cursor = null, limit = PAGE }) => {
        const found = await readEmoji(reader(parts), cursor, limit + 1);
        const rows = found.slice(0, limit);
        const next = found.length > limit ? (rows.at(-1)?.name ?? null) : null;
        return { kind: 'reply', data: { items: rows.map(showEmoji), next } };
      },
    }),
  ];
}

function mustManage({ role }: Identity): void {
  if (!managesEmoji(role)) refuse('FORBIDDEN', 'Only owners and admins add emoji and take them away.');
}

/** Before a picture is made: what the write set holds to anyway need not cost that. */
async function mustBeFree(parts: EmojiParts, name: string): Promise<void> {
  if (isStandardName(name)) {
    refuse('INVALID', `:${name}: is a standard emoji. Choose another name.`, {
      details: [{ path: 'name', message: 'is the name of a standard emoji' }],
    });
  }
  if (await isNamed(reader(parts), name)) {
    refuse('CONFLICT', `There is a :${name}: already. Choose another name, or take that one away first.`, {
      details: [{ path: 'name', message: 'is taken' }],
    });
  }
  const { maxCount } = parts.config;
  if ((await countEmoji(reader(parts))) >= maxCount) {
    refuse('CONFLICT', `There are ${maxCount} emoji, as many as there may be. Take one away first.`, {
      details: [{ path: 'emoji', message: `at most ${maxCount}` }],
    });
  }
}
