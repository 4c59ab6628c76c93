/** Forgets what lies outside the window, a few hundred rows at a time so that commits never wait long. */
import type { Log } from '../../../kernel/ports/log.ts';
import type { LogBackend } from './backend.ts';
import { rowsOf } from './reading.ts';
import { numberOf, type Row, textOf } from './steps.ts';

export type TrimWindow = Parameters<Log['trim']>[0];

const ROWS_AT_ONCE = 500;
const CHANNELS_AT_ONCE = 50;
/** No event is larger than the largest frame a server is likely to take. */
const EVENT_MAX_BYTES = 1_048_576;
/** How long the id of a batch is kept: a node asks for it seconds after losing a commit's answer. */
const BATCHES_KEPT_MS = 3_600_000;

/** Resolves to the events and keys that went. */
export async function trimLog(backend: LogBackend, window: TrimWindow): Promise<number> {
  let gone = 0;
  for (const { channel, oldest, keepFrom } of await overdue(backend, window)) {
    gone += await forget(backend, channel, oldest, keepFrom);
  }
  for await (const { channel, oldest, keepFrom } of overweight(backend, window.maxBytes)) {
    gone += await forget(backend, channel, oldest, keepFrom);
  }
  gone += await forgetKeys(backend, window.now - window.keysOlderThanMs);
  if (backend.tables.dialect === 'postgres') {
    const params = [window.now - BATCHES_KEPT_MS];
    await backend.upkeep([{ sql: 'delete from batches where at < $1', params }]);
  }
  return gone;
}

interface Overdue {
  readonly channel: string;
  readonly oldest: number;
  /** First seq to keep. */
  readonly keepFrom: number;
}

/**
 * Channels with too many events, or whose oldest is too old. What is kept stays dense up to the head. Events that an entity's row keeps
 * have no age here: they cost the log nothing, and count only by number.
 */
async function overdue(backend: LogBackend, { maxEvents, maxAgeMs, now }: TrimWindow): Promise<Overdue[]> {
  const cutoff = new Date(now - maxAgeMs).toISOString();
  const [count, age, since] = [1, 2, 3].map((index) => backend.placeholder(index));
  // The first event young enough ends the search; when there is none, all that the log wrote goes.
  const sql = `select id, oldest_seq, by_count, by_age from (
      select c.id, c.oldest_seq, c.head_seq - ${count} + 1 as by_count,
        case when (select at from log where channel = c.id order by seq limit 1) < ${age}
          then (select max(seq) + 1 from log where channel = c.id and seq < coalesce(
            (select seq from log where channel = c.id and at >= ${since} order by seq limit 1), c.head_seq + 1))
          else c.oldest_seq end as by_age
      from channels as c where c.oldest_seq <= c.head_seq
    ) as found where by_count > oldest_seq or by_age > oldest_seq`;
  const rows = await rowsOf(backend.tables.reader(), sql, [maxEvents, cutoff, cutoff]);
  return rows.map((row) => ({
    channel: textOf(row, 'id'),
    oldest: numberOf(row, 'oldest_seq'),
    keepFrom: Math.max(numberOf(row, 'by_count'), numberOf(row, 'by_age')),
  }));
}

/**
 * Channels whose log holds too much data of its own. Adding up reads every row, so it is done a few channels at a time, between which
 * others have their turn; a channel of few events can't weigh much and is passed over.
 */
async function* overweight(backend: LogBackend, maxBytes: number): AsyncGenerator<Overdue> {
  const { tables, queries } = backend;
  const [after, fewest, many] = [1, 2, 3].map((index) => backend.placeholder(index));
  const sql = `select id from channels where id > ${after} and head_seq - oldest_seq >= ${fewest} order by id limit ${many}`;
  const atLeast = Math.floor(maxBytes / EVENT_MAX_BYTES);
  for (let from: string | undefined = ''; from !== undefined; ) {
    const rows: readonly Row[] = await rowsOf(tables.reader(), sql, [from, atLeast, CHANNELS_AT_ONCE]);
    const ids = rows.map((row) => textOf(row, 'id'));
    from = ids.length < CHANNELS_AT_ONCE ? undefined : ids[ids.length - 1];
    if (ids.length === 0) return;
    for (const row of await rowsOf(tables.reader(), queries.weights, [backend.textsParam(ids), maxBytes])) {
      if (numberOf(row, 'bytes') <= maxBytes) continue;
      yield {
        channel: textOf(row, 'channel'),
        oldest: numberOf(row, 'oldest_seq'),
        keepFrom: numberOf(row, 'keep_from'),
      };
    }
  }
}

async function forget(
  backend: LogBackend,
  channel: string,
  oldest: number,
  keepFrom: number,
): Promise<number> {
  const [first, second, third] = [1, 2, 3].map((index) => backend.placeholder(index));
  let gone = 0;
  for (let reached = oldest; reached < keepFrom; ) {
    reached = Math.min(keepFrom, reached + ROWS_AT_ONCE);
    const [, deleted] = await backend.upkeep([
      {
        sql: `update channels set oldest_seq = ${first} where id = ${second} and oldest_seq < ${third}`,
        params: [reached, channel, reached],
      },
      { sql: `delete from log where channel = ${first} and seq < ${second}`, params: [channel, reached] },
    ]);
    gone += deleted ?? 0;
  }
  return gone;
}

/** Ids of keys rise with time, so the oldest are found without an index of their own. */
async function forgetKeys(backend: LogBackend, before: number): Promise<number> {
  const sql = `delete from idempotency where at < ${backend.placeholder(1)} and id in
    (select id from idempotency order by id limit ${ROWS_AT_ONCE})`;
  for (let gone = 0; ; ) {
    const [deleted = 0] = await backend.upkeep([{ sql, params: [before] }]);
    gone += deleted;
    if (deleted < ROWS_AT_ONCE) return gone;
  }
}
