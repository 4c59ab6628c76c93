/** Reading the audit log. Nobody writes it but the acts themselves. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { page } from '../../kernel/scalars.ts';
import { AuditEntry, AuditFilter } from './model.ts';

export const list = command({
  name: 'audit:list',
  summary: 'Acts of authority over people, messages and rooms, the latest first',
  effect: 'read',
  input: AuditFilter.extend({
    cursor: z
      .string()
      .regex(/^[0-9T:.-]{23}Z_[A-Za-z0-9_-]{1,64}$/, 'not a cursor of this list')
      .optional(),
    limit: z.number().int().min(1).max(500).optional(),
  }),
  output: page(AuditEntry),
  rest: { method: 'GET', path: '/api/admin/audit' },
});
