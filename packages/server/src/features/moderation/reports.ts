/** The commands of reports: making one, looking through them, saying what came of one. */
import * as contract from '@parley/contract/features/moderation/commands';
import { type CommandDef, type Identity, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { moderates, roleOf } from '../accounts/public.ts';
import { audited } from '../audit/public.ts';
import type { ModerationParts } from './parts.ts';
import { reportEvent } from './staff-channel.ts';
import {
  insertReport,
  isOpen,
  openKey,
  type ReportRow,
  readOpenOfMessage,
  readRecentTimes,
  readReports,
  readReportsById,
  resolveReport,
} from './store.ts';
import type { ModerationTables, ReportTable } from './tables.ts';
import { showReport, showReportTo } from './views.ts';

const PAGE = 50;
const HOUR_MS = 3_600_000;
/** Whoever reports more in an hour is no help. */
export const REPORTS_PER_HOUR = 20;

export function reportCommands(parts: ModerationParts): readonly CommandDef[] {
  const { db, findReportable, roomNames } = parts;
  const reader = () => db.reader<ModerationTables>();
  const namesOf = (rows: readonly { readonly room_id: string }[]) =>
    roomNames([...new Set(rows.map((row) => row.room_id))]);

  return [
    decides(contract.create, {
      decide: async (context, { roomId, messageId, reason, note = '' }) => {
        const { actor, at } = context;
        const message = await findReportable(context, roomId, messageId);
        if (message.authorId === actor.userId)
          refuse('INVALID', 'This message is your own. You can delete it.');
        const open_key = openKey(actor.userId, message.id);
        if (await isOpen(reader(), open_key)) {
          refuse('CONFLICT', 'You reported this message already. The moderators will look at it.');
        }
        await checkPace(parts, actor.userId, at);
        const report: ReportTable = {
          id: context.newId(),
          room_id: message.roomId,
          message_id: message.id,
          author_id: message.authorId,
          reporter_id: actor.userId,
          reason,
          note,
          content: message.content,
          metadata: message.metadata,
          said_at: message.saidAt,
          created_at: at,
          open_key,
          outcome: null,
          resolution: '',
          resolved_by: null,
          resolved_at: null,
        };
        const shown = showReport(await withAuthor(parts, report), await namesOf([report]));
        return {
          kind: 'write',
          write: {
            expect: message.expect,
            statements: [insertReport(report)],
            appends: [reportEvent('report:created', shown, { actor: null, at })],
            answer: { kind: 'json', json: JSON.stringify({ reportId: report.id }) },
          },
        };
      },
    }),

    decides(contract.list, {
      decide: async ({ actor }, { status = 'open', cursor = null, limit = PAGE }) => {
        mayModerate(actor);
        const page = { open: status === 'open', before: cursor, limit: limit + 1 };
        const found = await readReports(reader(), page);
        const rows = found.slice(0, limit);
        const rooms = await namesOf(rows);
        const last = found.length > limit ? rows.at(-1) : undefined;
        const items = rows.map((row) => showReportTo(actor.userId, row, rooms));
        return { kind: 'reply', data: { items, next: last?.id ?? null } };
      },
    }),

    decides(contract.resolve, {
      decide: async (context, { reportId, outcome, note = '' }) => {
        const { actor, at } = context;
        mayModerate(actor);
        const [report] = await readReportsById(reader(), [reportId]);
        if (report === undefined) return refuse('NOT_FOUND', 'There is no such report.');
        if (report.author_id === actor.userId) {
          refuse('FORBIDDEN', 'This report is about you. Somebody else has to resolve it.');
        }
        if (report.open_key === null) refuse('CONFLICT', 'Somebody has resolved this report already.');
        const same = await readOpenOfMessage(reader(), report.message_id);
        const resolution = { outcome, resolution: note, resolved_by: actor.userId, resolved_at: at };
        const by = { resolverUsername: actor.username, resolverName: actor.displayName };
        const after = (row: ReportRow): ReportRow => ({ ...row, ...resolution, ...by, open_key: null });
        const rooms = await namesOf(same);
        const shown = same.map((row) => showReport(after(row), rooms));
        const entry = audited(context, {
          action: contract.resolve.name,
          target: { kind: 'report', id: report.id },
          roomId: report.room_id,
          reason: note,
          details: { outcome, author: report.author_id, message: report.message_id },
        });
        return {
          kind: 'write',
          write: {
            statements: [
              ...same.map(({ id }) => resolveReport(db.builder<ModerationTables>(), id, resolution)),
              entry,
            ],
            appends: shown.map((each) => reportEvent('report:resolved', each, { actor: actor.userId, at })),
            answer: {
              kind: 'json',
              json: JSON.stringify({ report: showReportTo(actor.userId, after(report), rooms) }),
            },
          },
        };
      },
    }),
  ];
}

function mayModerate({ role }: Identity): void {
  if (!moderates(roleOf(role))) refuse('FORBIDDEN', 'Only owners, admins and moderators see reports.');
}

async function checkPace({ db }: ModerationParts, reporterId: string, at: string): Promise<void> {
  const since = new Date(Date.parse(at) - HOUR_MS).toISOString();
  const times = await readRecentTimes(db.reader<ModerationTables>(), reporterId, since, REPORTS_PER_HOUR);
  const [oldest] = times;
  if (oldest === undefined || times.length < REPORTS_PER_HOUR) return;
  refuse('RATE_LIMITED', 'That is a lot of reports. Wait a while before the next one.', {
    retryAfterMs: Date.parse(oldest) + HOUR_MS - Date.parse(at),
  });
}

/** A report that is not written yet, as it will be read. */
async function withAuthor({ people }: ModerationParts, report: ReportTable): Promise<ReportRow> {
  const author = await people(report.author_id);
  return {
    ...report,
    authorUsername: author?.username ?? null,
    authorName: author?.display_name ?? null,
    reporterUsername: null,
    reporterName: null,
    resolverUsername: null,
    resolverName: null,
  };
}
