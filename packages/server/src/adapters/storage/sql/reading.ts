/** Reads of the log. Each runs inside one snapshot, so that what it returns agrees with itself (L7). */
import { CompiledQuery, type Kysely } from 'kysely';
import type {
  ChannelHead,
  IdempotencyKey,
  LogPage,
  ReadLimits,
  StoredEvent,
} from '../../../kernel/ports/log.ts';
import { materialise } from './entities.ts';
import { type KeptKey, keptKeyOf } from './entry.ts';
import { isStorable, numberOf, optionalTextOf, type Row, type SqlValue, textOf } from './steps.ts';
import type { EntitySource, KeptRange } from './storage.ts';

/** Queries written with `?` in the adapter's own placeholders. */
export interface LogQueries {
  readonly head: string;
  readonly heads: string;
  readonly page: string;
  readonly key: string;
  /** Of channels: the bytes of data their logs hold, and from which seq on these are within a bound (the newest always). */
  readonly weights: string;
}

/** `among` is the condition that a column is one of the texts of a list given as one parameter. */
export function logQueries(placeholder: (index: number) => string, among: string): LogQueries {
  const written = (text: string, before = 0): string => {
    let index = before;
    return text.replaceAll('?', () => placeholder(++index));
  };
  return {
    head: written('select head_seq, oldest_seq, acl_version from channels where id = ?'),
    heads: written(`select id, head_seq, acl_version from channels where id ${among}`),
    // Cut by the size at append already here, so that a page never reads much more than it gives.
    page: written(
      `select seq, type, actor, at, entity_kind, entity_id, data from (
        select log.*, sum(bytes) over (order by seq) - bytes as taken from log
        where channel = ? and seq > ? and seq <= ? order by seq
      ) as window_of where taken < ? order by seq`,
    ),
    // The list of channels is its first parameter.
    weights: written(
      `with sized as (
        select l.channel, c.oldest_seq, l.seq, sum(l.bytes) over newest_first as reached,
          row_number() over newest_first as newest
        from log as l join channels as c on c.id = l.channel
        where l.channel ${among} and l.entity_kind is null
        window newest_first as (partition by l.channel order by l.seq desc)
      ) select channel, oldest_seq, cast(max(reached) as bigint) as bytes,
          min(case when reached <= ? or newest = 1 then seq end) as keep_from
        from sized group by channel, oldest_seq`,
      1,
    ),
    key: written(
      `select hash, answer, wrap_key, entity_kind, entity_id from idempotency
        where user_id = ? and command = ? and client_id = ?`,
    ),
  };
}

export async function rowsOf(
  tx: Kysely<never>,
  sql: string,
  params: readonly (SqlValue | readonly string[])[],
): Promise<readonly Row[]> {
  const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(sql, [...params]));
  return rows;
}

export async function readPage(
  tx: Kysely<never>,
  queries: LogQueries,
  sources: readonly EntitySource[],
  channel: string,
  after: number,
  limits: ReadLimits,
): Promise<LogPage> {
  const [state] = isStorable(channel) ? await rowsOf(tx, queries.head, [channel]) : [];
  if (!state) return { head: 0, oldest: 1, aclVersion: 0, events: [], more: false };
  const head = numberOf(state, 'head_seq');
  const oldest = numberOf(state, 'oldest_seq');
  const aclVersion = numberOf(state, 'acl_version');
  const from = Math.max(after, oldest - 1);
  const none = { head, oldest, aclVersion, events: [], more: false };
  if (from >= head || limits.maxEvents < 1) return { ...none, more: from < head };
  const range = { after: from, upTo: Math.min(head, from + limits.maxEvents), maxBytes: limits.maxBytes };
  const rows = await rowsOf(tx, queries.page, [channel, range.after, range.upTo, range.maxBytes]);
  const logged = await eventsOf(tx, sources, rows);
  const kept = logged.length < range.upTo - from ? await keptOf(tx, sources, channel, range) : [];
  const events = within(dense(logged, kept), limits.maxBytes);
  const first = events[0]?.seq ?? head + 1;
  const last = events.at(-1)?.seq ?? head;
  // A row that is gone is like one that was trimmed: nobody may take what follows it for all there was.
  return { ...none, oldest: first === from + 1 ? oldest : first, events, more: last < head };
}

async function keptOf(
  tx: Kysely<never>,
  sources: readonly EntitySource[],
  channel: string,
  range: KeptRange,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (const source of sources) events.push(...((await source.kept?.(tx, channel, range)) ?? []));
  return events;
}

/**
 * The events of both without a hole, from the first: each is cut by its own size, so the page ends where either does.
 * Rows of both with one seq are the same event.
 */
function dense(logged: readonly StoredEvent[], kept: readonly StoredEvent[]): StoredEvent[] {
  if (kept.length === 0) return upToHole(logged);
  const bySeq = new Map([...kept, ...logged].map((event) => [event.seq, event]));
  return upToHole([...bySeq.values()].sort((left, right) => left.seq - right.seq));
}

function upToHole(events: readonly StoredEvent[]): StoredEvent[] {
  const first = events[0]?.seq ?? 0;
  const hole = events.findIndex((event, index) => event.seq !== first + index);
  return hole < 0 ? [...events] : events.slice(0, hole);
}

async function eventsOf(
  tx: Kysely<never>,
  sources: readonly EntitySource[],
  rows: readonly Row[],
): Promise<StoredEvent[]> {
  const refs = rows.map(entityOf);
  const named = refs.filter((ref) => ref !== undefined);
  const stateOf = await materialise(tx, sources, named);
  return rows.map((row, index) => {
    const ref = refs[index];
    const data = ref ? stateOf(ref) : textOf(row, 'data');
    const seq = numberOf(row, 'seq');
    const event = {
      seq,
      type: textOf(row, 'type'),
      actor: textOf(row, 'actor'),
      at: textOf(row, 'at'),
      data,
    };
    return ref ? { ...event, entity: ref } : event;
  });
}

function entityOf(row: Row): { kind: string; id: string } | undefined {
  const kind = optionalTextOf(row, 'entity_kind');
  return kind === undefined ? undefined : { kind, id: textOf(row, 'entity_id') };
}

/** As many as fit, one at least: entities may have grown since they were appended. */
function within(events: readonly StoredEvent[], maxBytes: number): StoredEvent[] {
  let bytes = 0;
  const fitting = events.findIndex((event, index) => {
    bytes += event.data.length;
    return index > 0 && bytes > maxBytes;
  });
  return fitting < 0 ? [...events] : events.slice(0, fitting);
}

export async function readKey(
  tx: Kysely<never>,
  queries: LogQueries,
  { userId, command, clientId }: IdempotencyKey,
): Promise<KeptKey | undefined> {
  const names = [userId, command, clientId];
  const [row] = names.every(isStorable) ? await rowsOf(tx, queries.key, names) : [];
  return row && keptKeyOf(row);
}

export async function readHeads(
  tx: Kysely<never>,
  queries: LogQueries,
  channels: readonly string[],
  asParam: (texts: readonly string[]) => SqlValue | readonly string[],
): Promise<Map<string, ChannelHead>> {
  const heads = new Map<string, ChannelHead>(channels.map((id) => [id, { seq: 0, aclVersion: 0 }]));
  const storable = channels.filter(isStorable);
  if (storable.length === 0) return heads;
  for (const row of await rowsOf(tx, queries.heads, [asParam(storable)])) {
    heads.set(textOf(row, 'id'), {
      seq: numberOf(row, 'head_seq'),
      aclVersion: numberOf(row, 'acl_version'),
    });
  }
  return heads;
}
