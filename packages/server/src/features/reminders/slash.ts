/** `/remind 20m take the cake out`: a reminder by typing. */
import { refuse } from '../../kernel/index.ts';
import type { SlashCommand } from '../../platform/slash.ts';
import type { Conversations } from '../chat/public.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const IN = /^(?:in\s+)?(\d{1,4})\s*([mhdw])[a-z]*\s+(\S.*)$/is;

/** How long from now and of what; null when it is not said so. A time of day would need to know where somebody is. */
export function remindIn(text: string): { readonly inMs: number; readonly what: string } | null {
  const [, count, unit, what] = IN.exec(text.trim()) ?? [];
  const unitMs = UNITS[unit?.toLowerCase() ?? ''];
  if (count === undefined || unitMs === undefined || what === undefined) return null;
  return { inMs: Number(count) * unitMs, what };
}

export function remindSlash(conversations: Conversations): readonly SlashCommand[] {
  return [
    {
      name: 'remind',
      takes: [{ kind: 'text' }],
      description: 'Be reminded: /remind 20m, 2h, 3d or 1w, and of what.',
      may: async ({ context, roomId }) => {
        await conversations.open(context, roomId);
        return true;
      },
      run: async ({ context, roomId, given: { text = '' }, run }) => {
        const asked = remindIn(text);
        if (asked === null) {
          refuse('INVALID', 'Say when and of what: /remind 20m take the cake out.', {
            details: [{ path: 'text', message: 'begins with 20m, 2h, 3d or 1w' }],
          });
        }
        const remindAt = new Date(Date.parse(context.at) + asked.inMs).toISOString();
        await run('reminder:create', { roomId, text: asked.what, remindAt });
        return { kind: 'reply', key: 'remind', text: `You will be reminded: ${asked.what}` };
      },
    },
  ];
}
