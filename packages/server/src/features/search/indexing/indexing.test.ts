/** The index follows what is said and changed, a little at a time, and finds its way back when it was left behind. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriteSet } from '../../../kernel/index.ts';
import type { Person } from '../../chat/harness.ts';
import { onEachSearchDatabase, type SearchHarness, texts } from '../harness.ts';
import type { SearchTables } from '../tables.ts';

const KEPT = { maxBytes: 1e9, maxAgeMs: 1e12, keysOlderThanMs: 1e12 };

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
  });
  afterAll(() => server.close());

  const room = async (name: string) => (await ada.call('chat:create', { name })).room.id;
  const say = async (roomId: string, content: string) =>
    (await ada.call('chat:message', { roomId, content })).message.id;
  const indexedIds = async (roomId: string) => {
    const rows = await server.index
      .selectFrom('derived_search_texts')
      .select('message_id')
      .where('room_id', '=', roomId)
      .execute();
    return rows.map((row) => row.message_id).sort();
  };
  /** As if it had never been indexed, or not for long. */
  const set = async (roomId: string, progress: { done_seq: number; pass_seq: number } | null) => {
    const builder = server.db.builder<SearchTables>();
    const queries =
      progress === null
        ? [
            builder.deleteFrom('derived_search_rooms').where('room_id', '=', roomId),
            builder.deleteFrom('derived_search_texts').where('room_id', '=', roomId),
          ]
        : [builder.updateTable('derived_search_rooms').set(progress).where('room_id', '=', roomId)];
    const statements = queries.map((query): WriteSet['statements'][number] => {
      const { sql, parameters } = query.compile();
      return { kind: 'run', sql, params: parameters as (string | number)[] };
    });
    await server.kernel.commit({ expect: [], statements, appends: [], answer: { kind: 'json', json: '{}' } });
  };

  it('sending a message writes nothing for it', async () => {
    const roomId = await room('Plain');
    const { statements } = await server.decide(ada, 'chat:message', { roomId, content: 'hello' });
    expect(statements).toHaveLength(1);
  });

  it('a room that was never indexed is gone through from its beginning, in steps', async () => {
    const roomId = await room('Old');
    const ids = await Promise.all(Array.from({ length: 230 }, (_, n) => say(roomId, `backlog ${n}`)));
    await server.indexed();
    await set(roomId, null);
    await server.indexed();
    expect(await indexedIds(roomId)).toEqual([...ids].sort());
    expect(await texts(ada, 'backlog 229')).toEqual(['backlog 229']);
  });

  it('changes that the log forgot before they were seen are found by going through the room once more', async () => {
    const roomId = await room('Forgetful');
    const [edited, deleted] = [await say(roomId, 'ancient walrus'), await say(roomId, 'ancient narwhal')];
    await server.indexed();
    const done = (await server.log.heads([`room:${roomId}`])).get(`room:${roomId}`)?.seq ?? 0;
    await ada.call('chat:edit', { roomId, messageId: edited, content: 'modern otter' });
    await ada.call('chat:delete', { roomId, messageId: deleted });
    await server.indexed();
    // As if nobody had been there to index them, and the log had kept nothing since.
    const stale = server.index.selectFrom('derived_search_texts').select('docid');
    expect(await stale.where('message_id', '=', deleted).execute()).toEqual([]);
    await server.log.trim({ ...KEPT, maxEvents: 1, now: Date.now() });
    await set(roomId, { done_seq: done - 1, pass_seq: 0 });
    await server.indexed();
    const progress = await server.index
      .selectFrom('derived_search_rooms')
      .selectAll()
      .where('room_id', '=', roomId)
      .executeTakeFirstOrThrow();
    expect(progress.pass_seq).toBeGreaterThan(done);
    expect(await texts(ada, 'otter')).toEqual(['modern otter']);
    expect(await texts(ada, 'ancient')).toEqual([]);
  });

  it('messages of one millisecond each have a place', async () => {
    const roomId = await room('Same time');
    const at = '2026-01-01T00:00:00.000Z';
    const rows = Array.from({ length: 60 }, (_, n) => ({
      kind: 'insert' as const,
      table: 'messages',
      row: {
        id: `same-${n}`,
        room_id: roomId,
        seq: { seqOf: n },
        user_id: ada.id,
        type: 'text',
        content: `together ${n}`,
        metadata: '{}',
        client_id: null,
        thread_id: null,
        reply_to: null,
        created_at: at,
      },
    }));
    await server.kernel.commit({
      expect: [],
      statements: rows,
      appends: rows.map(({ row }) => ({
        channel: `room:${roomId}`,
        type: 'chat:message',
        actor: ada.id,
        at,
        data: '{}',
        entity: { kind: 'message', id: row.id },
        keptByEntity: true,
      })),
      answer: { kind: 'json', json: '{}' },
    });
    await server.indexed();
    expect(await texts(ada, 'together', { limit: 50 })).toHaveLength(50);
    expect(await indexedIds(roomId)).toHaveLength(60);
  });
});
