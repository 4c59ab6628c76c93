/** The audit log as a file, read and sent page by page: who reads slowly is waited for, and nothing piles up. */
import type { AuditEntry, AuditFilter } from '@parley/contract/features/audit/model';
import * as contract from '@parley/contract/features/audit/rest';
import { type Identities, type Identity, refuse } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { type DownloadRequest, downloadRoute, type StreamRoute } from '../../platform/http/stream-route.ts';
import { mustRead } from './commands.ts';
import { csvHead, csvLine } from './csv.ts';
import { type Place, readEntries } from './store.ts';
import type { AuditTables } from './tables.ts';
import { type RoomNames, showEntries } from './view.ts';

const PAGE = 500;

export interface ExportParts {
  readonly db: Database;
  readonly identities: Identities;
  readonly roomNames: RoomNames;
}

export function exportRoutes(parts: ExportParts): readonly StreamRoute[] {
  return [
    downloadRoute(contract.csv, (request) => give(parts, request, 'text/csv; charset=utf-8', 'csv', asCsv)),
    downloadRoute(contract.json, (request) => give(parts, request, 'application/json', 'json', asJson)),
  ];
}

async function give(
  parts: ExportParts,
  { params, login }: DownloadRequest<AuditFilter>,
  type: string,
  extension: string,
  write: (pages: AsyncIterable<readonly AuditEntry[]>) => AsyncIterable<string>,
) {
  const mayGoOn = async () => mustRead(await present(parts, login.userId));
  await mayGoOn();
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="audit.${extension}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: bytes(write(pages(parts, params, mayGoOn))),
  };
}

async function present({ identities }: ExportParts, userId: string): Promise<Identity> {
  const identity = await identities.find(userId);
  if (identity?.active) return identity;
  return refuse('UNAUTHENTICATED', 'Authentication required');
}

/** The right is asked for again before each page: when it ends, the file breaks off. */
async function* pages(
  { db, roomNames }: ExportParts,
  filter: AuditFilter,
  mayGoOn: () => Promise<void>,
): AsyncGenerator<readonly AuditEntry[]> {
  const reader = db.aside.reader<AuditTables>();
  let place: Place | null = null;
  do {
    await mayGoOn();
    const rows = await readEntries(reader, filter, place, PAGE);
    yield await showEntries(reader, rows, roomNames);
    const last = rows.length < PAGE ? undefined : rows.at(-1);
    place = last === undefined ? null : { at: last.at, id: last.id };
  } while (place !== null);
}

async function* asCsv(entries: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  yield csvHead();
  for await (const page of entries) yield page.map(csvLine).join('');
}

async function* asJson(entries: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of entries) {
    for (const entry of page) {
      yield before + JSON.stringify(entry);
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* bytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) if (text !== '') yield encoder.encode(text);
}
