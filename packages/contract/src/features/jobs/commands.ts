/** Work that was given up: what owners and admins see of it, and do about it. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, page, Time } from '../../kernel/scalars.ts';

const JobId = z.string().regex(/^[1-9][0-9]{0,15}$/, 'not the id of a job');

export const DeadJob = z.object({
  id: JobId,
  /** `<feature>:<what>`. */
  kind: z.string(),
  /** What it was to be done with. */
  data: z.unknown(),
  attempts: z.number().int(),
  /** Why the last attempt failed. */
  error: z.string(),
  madeAt: Time,
  diedAt: Time,
});
export type DeadJob = z.infer<typeof DeadJob>;

export const list = command({
  name: 'job:list',
  summary: 'Work that was given up after all its attempts, the latest first',
  effect: 'read',
  input: z.object({ cursor: JobId.optional(), limit: z.number().int().min(1).max(200).optional() }),
  output: page(DeadJob),
  rest: { method: 'GET', path: '/api/admin/jobs' },
});

export const retry = command({
  name: 'job:retry',
  summary: 'Do work that was given up after all, with all its attempts',
  effect: 'write',
  audited: true,
  input: z.object({ jobId: JobId, clientId: ClientId.optional() }),
  output: z.object({}),
  rest: { method: 'POST', path: '/api/admin/jobs/:jobId/retry' },
});

export const discard = command({
  name: 'job:discard',
  summary: 'Forget work that was given up',
  effect: 'write',
  audited: true,
  input: z.object({ jobId: JobId, clientId: ClientId.optional() }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/admin/jobs/:jobId' },
});
