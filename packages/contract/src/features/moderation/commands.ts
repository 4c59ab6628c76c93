/** Reporting, looking after reports, and muting and banning people on the whole server. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { Imposed, Lifted, Reason } from '../../kernel/sanction.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import { User } from '../accounts/model.ts';
import { RoomRef } from '../chat/model.ts';
import { Report, ReportOutcome, ReportReason } from './model.ts';

const clientId = ClientId.optional();
const PERSON = '/api/admin/people/:userId';

export const mute = command({
  name: 'moderation:mute',
  summary: 'Let a person read everywhere and write nowhere',
  effect: 'write',
  audited: true,
  input: Imposed,
  output: z.object({ user: User }),
  rest: { method: 'PUT', path: `${PERSON}/mute` },
});

export const unmute = command({
  name: 'moderation:unmute',
  summary: 'Let a person write again',
  effect: 'write',
  audited: true,
  input: Lifted,
  output: z.object({ user: User }),
  rest: { method: 'DELETE', path: `${PERSON}/mute` },
});

export const ban = command({
  name: 'moderation:ban',
  summary: 'Sign a person out everywhere at once and keep them out',
  effect: 'write',
  audited: true,
  input: Imposed,
  output: z.object({ user: User }),
  rest: { method: 'PUT', path: `${PERSON}/ban` },
});

export const unban = command({
  name: 'moderation:unban',
  summary: 'Let a person sign in again',
  effect: 'write',
  audited: true,
  input: Lifted,
  output: z.object({ user: User }),
  rest: { method: 'DELETE', path: `${PERSON}/ban` },
});

export const sanctions = command({
  name: 'moderation:sanctions',
  summary: 'Who is muted or banned on the whole server now, by name; for moderators, admins and owners',
  effect: 'read',
  input: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(User),
  rest: { method: 'GET', path: '/api/admin/sanctions' },
});

export const create = command({
  name: 'report:create',
  summary: 'Tell the moderators of a message that is wrong',
  effect: 'write',
  quiet: true,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    reason: ReportReason,
    note: Reason.optional(),
    clientId,
  }),
  output: z.object({ reportId: Id }),
  rest: { method: 'POST', path: '/api/reports', status: 201 },
});

export const list = command({
  name: 'report:list',
  summary: 'Reports, the latest first; for moderators, admins and owners',
  effect: 'read',
  input: z.object({
    status: z.enum(['open', 'resolved']).optional(),
    cursor: Id.optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Report),
  rest: { method: 'GET', path: '/api/reports' },
});

/** Whoever else reported the same message has their report resolved too. */
export const resolve = command({
  name: 'report:resolve',
  summary: 'Say what came of a report',
  effect: 'write',
  quiet: true,
  audited: true,
  input: z.object({ reportId: Id, outcome: ReportOutcome, note: Reason.optional(), clientId }),
  output: z.object({ report: Report }),
  rest: { method: 'POST', path: '/api/reports/:reportId/resolve' },
});
