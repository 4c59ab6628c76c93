/** Reports as they are shown: rows to the contract's shapes. */
import type { Report, ReportOutcome, ReportReason } from '@parley/contract/features/moderation/model';
import type { Kysely } from 'kysely';
import type { ReportRow } from './store.ts';

/** Names of the public rooms among these, in the snapshot `tx` if given. */
export type RoomNames = (ids: readonly string[], tx?: Kysely<never>) => Promise<ReadonlyMap<string, string>>;

/** As all moderators may see it, also one whom it is about: without who reported it. */
export function showReport(row: ReportRow, rooms: ReadonlyMap<string, string>): Report {
  const name = rooms.get(row.room_id);
  return {
    id: row.id,
    room: { id: row.room_id, ...(name === undefined ? {} : { name }) },
    messageId: row.message_id,
    author: someone(row.author_id, row.authorUsername, row.authorName),
    // Columns that hold only what the contract allows.
    reason: row.reason as ReportReason,
    note: row.note,
    content: row.content,
    metadata: JSON.parse(row.metadata),
    saidAt: row.said_at,
    reportedAt: row.created_at,
    resolution: resolutionOf(row),
  };
}

/** In a list for one moderator: whom it is about never learns who reported it. */
export function showReportTo(viewerId: string, row: ReportRow, rooms: ReadonlyMap<string, string>): Report {
  const report = showReport(row, rooms);
  if (row.author_id === viewerId) return report;
  return { ...report, reporter: someone(row.reporter_id, row.reporterUsername, row.reporterName) };
}

function resolutionOf(row: ReportRow): Report['resolution'] {
  const { outcome, resolution: note, resolved_by: by, resolved_at: at } = row;
  if (outcome === null || by === null || at === null) return null;
  return {
    outcome: outcome as ReportOutcome,
    note,
    by: someone(by, row.resolverUsername, row.resolverName),
    at,
  };
}

function someone(id: string, username: string | null, displayName: string | null): Report['author'] {
  return { id, username: username ?? '', displayName: displayName ?? '' };
}
