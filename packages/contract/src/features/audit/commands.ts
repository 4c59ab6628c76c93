/** Reading the audit log. Nobody writes it but the acts themselves. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { Id, page, Time } from '../../kernel/scalars.ts';
import { AuditEntry } from './model.ts';

export const list = command({
  name: 'audit:list',
  summary: 'Acts of authority over people, messages and rooms, the latest first',
  effect: 'read',
  input: z.object({
    actor: Id.optional(),
    /** The name of a command. */
    action: z.string().max(64).optional(),
    target: Id.optional(),
    roomId: Id.optional(),
    /** Exclusive. */
    before: Time.optional(),
    /** Inclusive. */
    after: Time.optional(),
    cursor: z
      .string()
      .regex(/^[0-9T:.-]{23}Z_[A-Za-z0-9_-]{1,64}$/, 'not a cursor of this list')
      .optional(),
    limit: z.number().int().min(1).max(500).optional(),
  }),
  output: page(AuditEntry),
  rest: { method: 'GET', path: '/api/admin/audit' },
});
