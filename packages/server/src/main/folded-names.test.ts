/** Names that were keyed by their case alone are keyed like those that came after. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import type { Kysely, Migration } from 'kysely';
import { expect, it } from 'vitest';
import { migrations as accountsMigrations } from '../features/accounts/migrations/index.ts';
import { migrations as chatMigrations } from '../features/chat/migrations/index.ts';
import type { Logger } from '../platform/logging.ts';
import { orderedMigrations } from '../platform/migrator/migrations.ts';
import { systemClock } from './clock.ts';
import { onEachDatabase } from './harness/databases.ts';
import { openStorage } from './storage.ts';

interface Tables {
  users: Record<'id' | 'username' | 'username_key' | 'email' | 'email_key' | 'display_name', string> &
    Record<'display_key' | 'password_hash' | 'role' | 'created_at', string>;
  rooms: { id: string; name: string; name_key: string };
}

const NAMES = ['Émile Zola', 'أحمد', 'plain', 'Straße'];

/** As the server wrote them before. */
const oldPeople: Migration = {
  up: async (db: Kysely<Tables>) => {
    for (const [n, name] of NAMES.entries()) {
      const username = `person${n}`;
      const email = `${username}@example.org`;
      const keys = { username_key: username, email_key: email, display_key: name.toLowerCase() };
      const rest = { password_hash: '', role: 'member', created_at: '2026-01-01T00:00:00.000Z' };
      const person = { id: `p${n}`, username, email, display_name: name, ...keys, ...rest };
      await db.insertInto('users').values(person).execute();
    }
  },
};

const oldRoom: Migration = {
  up: async (db: Kysely<Tables>) => {
    await db.updateTable('rooms').set({ name: 'Café Élysée', name_key: 'café élysée' }).execute();
  },
};

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

onEachDatabase((env) => {
  it('are found without their accents after an upgrade', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-names-'));
    const storage = await openStorage((await env()).DATABASE_URL, silent, { dataDir, entities: [] });
    const chat = chatMigrations({ ids: new SeededIds(), clock: systemClock });
    await storage.migrate(
      orderedMigrations([
        { name: 'accounts', migrations: { ...accountsMigrations, '0003-written-before': oldPeople } },
        { name: 'chat', migrations: { ...chat, '0015-written-before': oldRoom } },
      ]),
    );
    const reader = storage.database.reader<Tables>();
    const people = await reader.selectFrom('users').select('display_key').orderBy('id').execute();
    expect(people.map(({ display_key }) => display_key)).toEqual(['emile zola', 'احمد', 'plain', 'strasse']);
    const rooms = await reader.selectFrom('rooms').select('name_key').execute();
    expect(rooms).toEqual([{ name_key: 'cafe elysee' }]);
    await storage.close();
    await rm(dataDir, { recursive: true });
  });
});
