/** What I am shown as, on whatever device: a status of my own, and whether I am not to be disturbed. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Time } from '../../kernel/scalars.ts';
import { MAX_STATUS_TEXT } from './limits.ts';
import { Me } from './model.ts';

const StatusText = z
  .string()
  .trim()
  .min(1)
  .max(MAX_STATUS_TEXT)
  // It stands beside names: it must not turn or break the line around it.
  .refine((text) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text), 'must not have control characters');

/** What a reader takes for one sign, whatever it is made of. */
const SIGNS = new Intl.Segmenter();

function isEmoji(text: string): boolean {
  return (
    [...SIGNS.segment(text)].length === 1 &&
    /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(text)
  );
}

const Emoji = z.string().max(32).refine(isEmoji, 'not an emoji');

const Ending = z.object({
  /** When it ends by itself; null: when I say so. */
  until: Time.nullable().optional(),
});

export const setStatus = command({
  name: 'account:status',
  summary: 'Set or clear (null) my status and do not disturb; what is absent stays',
  effect: 'write',
  quiet: true,
  namespaces: ['/chat'],
  input: z.object({
    custom: Ending.extend({ text: StatusText.optional(), emoji: Emoji.optional() })
      .refine(({ text, emoji }) => text !== undefined || emoji !== undefined, 'needs a text or an emoji')
      .nullable()
      .optional(),
    dnd: Ending.nullable().optional(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ user: Me }),
  rest: { method: 'PUT', path: '/api/auth/me/status' },
});
