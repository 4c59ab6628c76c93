/** What members make of rooms for themselves, and the statements that change it. */
import type { RoomCategory, RoomPreferences } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** Of a query in which `mine` is one's own row of `room_members`, or null. */
export const PREFERENCE_COLUMNS = [
  'mine.favourite as favourite',
  'mine.category_id as categoryId',
  'mine.mute as mute',
  'mine.mute_until as muteUntil',
  'mine.preferences_version as preferencesVersion',
] as const;

export interface PreferenceRow {
  readonly favourite: number | null;
  readonly categoryId: string | null;
  readonly mute: string | null;
  readonly muteUntil: string | null;
  readonly preferencesVersion: number | null;
}

export const NO_PREFERENCES: RoomPreferences = { favourite: false, categoryId: null, mute: null, version: 0 };

export function preferencesOf(row: PreferenceRow): RoomPreferences {
  // The column holds only what the contract allows.
  const level = row.mute as NonNullable<RoomPreferences['mute']>['level'] | null;
  return {
    favourite: row.favourite === 1,
    categoryId: row.categoryId,
    mute: level === null ? null : { level, until: row.muteUntil },
    version: row.preferencesVersion ?? 0,
  };
}

/** Null for who is no member. */
export async function readPreferences(
  tx: Tx,
  roomId: string,
  userId: string,
): Promise<RoomPreferences | null> {
  const row = await tx
    .selectFrom('room_members as mine')
    .select(PREFERENCE_COLUMNS)
    .where('mine.room_id', '=', roomId)
    .where('mine.user_id', '=', userId)
    .executeTakeFirst();
  return row === undefined ? null : preferencesOf(row);
}

/** Conflicts when they are no longer a member, or changed something meanwhile. `preferences` has the version after this one. */
export function updatePreferences(
  builder: Tx,
  { roomId, userId }: { readonly roomId: string; readonly userId: string },
  { favourite, categoryId, mute, version }: RoomPreferences,
): Statement {
  return run(
    builder
      .updateTable('room_members')
      .set({
        favourite: favourite ? 1 : 0,
        category_id: categoryId,
        mute: mute?.level ?? null,
        mute_until: mute?.until ?? null,
        preferences_version: version,
      })
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId)
      .where('preferences_version', '=', version - 1),
    1,
  );
}

/** The rooms of a category that is going are in none. */
export function emptyCategory(builder: Tx, userId: string, categoryId: string): Statement {
  return run(
    builder
      .updateTable('room_members')
      .set((set) => ({ category_id: null, preferences_version: set('preferences_version', '+', 1) }))
      .where('user_id', '=', userId)
      .where('category_id', '=', categoryId),
  );
}

export interface StoredCategories {
  readonly categories: readonly RoomCategory[];
  /** 0 when there never was one, and no row. */
  readonly version: number;
}

export async function readCategories(tx: Tx, userId: string): Promise<StoredCategories> {
  const row = await tx
    .selectFrom('room_categories')
    .select(['categories', 'version'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) return { categories: [], version: 0 };
  // Written by `writeCategories` only.
  return { categories: JSON.parse(row.categories) as RoomCategory[], version: row.version };
}

/** Conflicts when they changed since they were read with `version`. */
export function writeCategories(
  builder: Tx,
  userId: string,
  categories: readonly RoomCategory[],
  version: number,
): Statement {
  const row = { categories: JSON.stringify(categories), version: version + 1 };
  if (version === 0) return insert('room_categories', { user_id: userId, ...row });
  return run(
    builder
      .updateTable('room_categories')
      .set(row)
      .where('user_id', '=', userId)
      .where('version', '=', version),
    1,
  );
}

/** Changes nothing. Conflicts when the categories changed since. */
export function expectCategories(builder: Tx, userId: string, version: number): Statement {
  return run(
    builder
      .updateTable('room_categories')
      .set({ version })
      .where('user_id', '=', userId)
      .where('version', '=', version),
    1,
  );
}
