/** People. */
import { z } from 'zod';
import { CustomStatus, PresenceStatus } from '../../kernel/presence.ts';
import { Sanction } from '../../kernel/sanction.ts';
import { Id, Time } from '../../kernel/scalars.ts';

export const ROLES = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const User = z.object({
  id: Id,
  username: z.string(),
  displayName: z.string(),
  role: Role,
  avatarUrl: z.string().nullable(),
  status: PresenceStatus,
  lastSeenAt: Time.nullable(),
  /** What they say of themselves, wherever they are. */
  customStatus: CustomStatus.optional(),
  /** True when the account was disabled; told only to those who may enable it. */
  disabled: z.boolean().optional(),
  /** Told to the person, and to those who look after people; one that has ended may still be there. */
  muted: Sanction.optional(),
  /** Told to those who look after people. */
  banned: Sanction.optional(),
});
export type User = z.infer<typeof User>;

/** What only the person sees of their own account. */
export const Me = User.extend({
  email: z.string(),
  locale: z.string().nullable(),
  createdAt: Time,
  /** I am not to be disturbed, until then or until I say so. */
  dnd: z.object({ until: Time.nullable() }).optional(),
});
export type Me = z.infer<typeof Me>;

export const Username = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/i, '1 to 32 letters, digits, dots, dashes or underscores');
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  // Seen by everybody, beside others' words: it must show, and must not turn the line around it.
  .refine((name) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(name), 'needs a letter, a digit or a symbol')
  .refine((name) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name), 'must not have control characters');
/** 8 to 256 characters: length is what makes a password strong (NIST SP 800-63B §5.1.1). */
export const Password = z.string().min(8, 'at least 8 characters').max(256);
export const Email = z.email('not an e-mail address').max(254);
