/** What somebody did by their authority over others. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';

export const AUDIT_TARGETS = ['user', 'message', 'room', 'report', 'invite', 'job', 'emoji'] as const;
export const AuditTarget = z.enum(AUDIT_TARGETS);
export type AuditTarget = z.infer<typeof AuditTarget>;

export const AuditEntry = z.object({
  id: Id,
  at: Time,
  actor: z.object({ id: Id, username: z.string(), displayName: z.string() }),
  /** The command it was done by. */
  action: z.string(),
  target: z.object({
    kind: AuditTarget,
    id: z.string(),
    /** Of a person. */
    name: z.string().optional(),
  }),
  room: z
    .object({
      id: Id,
      /** Of a public room: the names of others are their members' own. */
      name: z.string().optional(),
    })
    .optional(),
  /** As the actor gave it. */
  reason: z.string().optional(),
  /** What belongs to the act: roles, ends, counts. Never what somebody said. */
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which entries; what is absent is anything. */
export const AuditFilter = z.object({
  actor: Id.optional(),
  /** The name of a command. */
  action: z.string().max(64).optional(),
  target: Id.optional(),
  roomId: Id.optional(),
  /** Exclusive. */
  before: Time.optional(),
  /** Inclusive. */
  after: Time.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
