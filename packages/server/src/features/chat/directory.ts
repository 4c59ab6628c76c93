/**
 * Finds the room a command speaks of and what the caller is in it. Both come from caches with exact invalidation, so
 * that sending a message reads nothing: rights from the kernel's, aliases from the one here.
 */
import type { Role } from '@parley/contract/features/accounts/model';
import type { RoomPermissions, RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { type Access, type ChannelKind, type CommandContext, refuse } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { mayRead, type Standing } from './policy.ts';
import { bannedHere } from './sanctions.ts';
import { readIdByAlias, roomChannelOf } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';

/** What access to a room is made of. Everything here changes only by events that raise the room's `aclVersion`. */
export interface RoomFacts {
  readonly visibility: Visibility;
  readonly alias: string | null;
  readonly roomRole: RoomRole | null;
  readonly permissions: RoomPermissions;
  readonly archived: boolean;
  readonly slowModeSeconds: number;
  readonly memberCount: number;
  /** In force when this was read. */
  readonly muted: Sanction | null;
  readonly banned: Sanction | null;
}

/** A room the caller may see. */
export interface OpenRoom {
  readonly id: string;
  readonly channel: string;
  readonly standing: Standing;
  readonly slowModeSeconds: number;
  readonly memberCount: number;
  /** What write sets decided on this must expect. */
  readonly expect: readonly [{ readonly channel: string; readonly aclVersion: number }];
}

/** Who asks, and what they may do. */
export type Asking = Pick<CommandContext, 'actor' | 'access'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_ALIASES = 5_000;

/** No alias may look like an id, so that every reference means one room. */
export function looksLikeId(ref: string): boolean {
  return UUID.test(ref);
}

/** The same words for a room that doesn't exist and for one the caller may not see. */
export function noSuchRoom(): never {
  refuse('NOT_FOUND', 'There is no such room, or it is not open to you.');
}

export class RoomDirectory {
  readonly #db: Database;
  readonly #kind: ChannelKind<RoomFacts>;
  /** May be out of date: an entry counts only while the room's own facts, which are exact, agree. */
  readonly #aliases = new Map<string, string>();

  constructor(db: Database, kind: ChannelKind<RoomFacts>) {
    this.#db = db;
    this.#kind = kind;
  }

  /** Refuses with NOT_FOUND what the caller may not see. */
  async open(context: Asking, ref: string): Promise<OpenRoom> {
    if (looksLikeId(ref)) return this.#opened(context, ref, await context.access(this.#kind, ref));
    const cached = this.#aliases.get(ref);
    if (cached !== undefined) {
      const access = await context.access(this.#kind, cached);
      if (access?.facts.alias === ref) return this.#opened(context, cached, access);
      this.#aliases.delete(ref);
    }
    const id = await readIdByAlias(this.#db.reader<ChatTables>(), ref);
    if (id === null) noSuchRoom();
    const opened = this.#opened(context, id, await context.access(this.#kind, id));
    this.#remember(ref, id);
    return opened;
  }

  #opened(context: Asking, id: string, access: Access<RoomFacts> | null): OpenRoom {
    if (access === null) noSuchRoom();
    const { visibility, roomRole, permissions, archived, muted, banned } = access.facts;
    if (banned !== null) bannedHere(banned);
    const serverRole = serverRoleOf(context);
    // Each message comes by here: an object of one shape is made, where taking the rest of another copies key by key.
    const standing: Standing = { visibility, roomRole, permissions, archived, muted, serverRole };
    if (!access.read || !mayRead(standing)) noSuchRoom();
    const channel = roomChannelOf(id);
    const expect = [{ channel, aclVersion: access.aclVersion }] as const;
    const { slowModeSeconds, memberCount } = access.facts;
    return { id, channel, standing, slowModeSeconds, memberCount, expect };
  }

  #remember(alias: string, id: string): void {
    const [oldest] = this.#aliases.keys();
    if (oldest !== undefined && this.#aliases.size >= MAX_ALIASES) this.#aliases.delete(oldest);
    this.#aliases.set(alias, id);
  }
}

/** The caller's role on this server, which every write set of theirs expects unchanged. */
export function serverRoleOf({ actor }: Pick<CommandContext, 'actor'>): Role {
  // Accounts is the only writer of roles, and writes only the contract's.
  return actor.role as Role;
}
