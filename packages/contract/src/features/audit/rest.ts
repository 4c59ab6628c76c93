/** The audit log as a file: everything a filter lets through, the latest first, however much that is. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { AuditEntry, AuditFilter } from './model.ts';

const file = { method: 'GET', status: 200, auth: true, body: AuditFilter } as const;

export const csv = route({
  ...file,
  summary: 'The audit log for a spreadsheet, an entry a line; for owners and admins',
  path: '/api/admin/audit.csv',
  produces: 'text/csv',
  output: z.string(),
});

export const json = route({
  ...file,
  summary: 'The audit log for a program, as one array; for owners and admins',
  path: '/api/admin/audit.json',
  produces: 'application/json',
  output: z.array(AuditEntry),
});
