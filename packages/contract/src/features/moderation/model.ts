/** Reports: what somebody said that somebody else found wrong, and what came of it. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';
import { REPORT_REASONS } from './reasons.ts';

export const ReportReason = z.enum(REPORT_REASONS);
export type ReportReason = z.infer<typeof ReportReason>;

export const REPORT_OUTCOMES = ['removed', 'warned', 'sanctioned', 'dismissed'] as const;
export const ReportOutcome = z.enum(REPORT_OUTCOMES);
export type ReportOutcome = z.infer<typeof ReportOutcome>;

const Someone = z.object({ id: Id, username: z.string(), displayName: z.string() });

export const Report = z.object({
  id: Id,
  room: z.object({
    id: Id,
    /** Of a public room. */
    name: z.string().optional(),
  }),
  messageId: Id,
  /** Who said it. */
  author: Someone,
  reason: ReportReason,
  note: z.string(),
  /** As it was when it was reported, whatever became of it. */
  content: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  saidAt: Time,
  reportedAt: Time,
  /** Who reported it: in lists, and never to whom it is about. */
  reporter: Someone.optional(),
  /** Null while it is open. */
  resolution: z.object({ outcome: ReportOutcome, note: z.string(), by: Someone, at: Time }).nullable(),
});
export type Report = z.infer<typeof Report>;
