/**
 * A kernel on a memory log with one small feature, for tests of the kernel's own rules: rooms whose readers are a map,
 * and commands to say something, to give and take rights, to follow.
 */
import type { Sanction } from '@parley/contract/kernel/sanction';
import {
  type Access,
  type Bus,
  type Caller,
  type ChannelKind,
  type ChosenPresence,
  type CommandDef,
  type Connection,
  createKernel,
  followedJson,
  type Identity,
  jsonText,
  type Kernel,
  type KernelLimits,
  type Revocation,
  refuse,
  type Session,
  type Telemetry,
} from '@parley/server/kernel/index';
import { ManualClock, settled } from './manual-clock.ts';
import { MemoryLog } from './memory-log.ts';
import { RecordingConnection } from './recording-connection.ts';
import { SeededIds } from './seeded-ids.ts';

export interface Answer {
  readonly ok: boolean;
  readonly data?: Record<string, unknown>;
  readonly error?: { code: string; message: string; retryAfterMs?: number; retryable: boolean };
}

export interface Person {
  readonly session: Session;
  readonly connection: RecordingConnection;
  call(command: string, payload: unknown): Promise<Answer>;
}

const NO_LIMIT = { perSecond: 0, burst: 0 };

export const RIG_LIMITS: KernelLimits = {
  rates: { commands: NO_LIMIT, signals: NO_LIMIT, strokes: NO_LIMIT, connections: NO_LIMIT },
  sessionQueueBytes: 1024 * 1024,
  recoveryPageBytes: 256 * 1024,
  tailBytes: 16 * 1024 * 1024,
  windowMs: 20,
  windowFrom: 2,
  commitSpacingMs: 0,
  presenceGraceMs: 10_000,
  positionCheckMs: 25_000,
};

/** Counts what the kernel reports. */
export class CountingTelemetry implements Telemetry {
  readonly counts = new Map<string, number>();
  readonly errors: { what: string; cause: unknown }[] = [];

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  observe(): void {}

  error(what: string, cause: unknown): void {
    this.errors.push({ what, cause });
  }
}

/** A bus for one node alone. */
export class LonelyBus implements Bus {
  readonly healthy = true;
  publish(): void {}
  async subscribe(): Promise<void> {}
  async unsubscribe(): Promise<void> {}
  onMessage(): void {}
  onGap(): void {}
  async close(): Promise<void> {}
}

/** What the nodes of one test share: the log and the truth about rights. */
export interface World {
  readonly log: MemoryLog;
  /** room -> readers. */
  readonly readers: Map<string, Set<string>>;
  readonly disabled: Set<string>;
  readonly banned: Map<string, Sanction>;
  readonly muted: Map<string, Sanction>;
  readonly visibleFrom: Map<string, number>;
  readonly endedLogins: Set<string>;
  /** What people chose to be shown as. */
  readonly chosen: Map<string, ChosenPresence>;
}

export function world(): World {
  return {
    log: new MemoryLog(),
    readers: new Map(),
    disabled: new Set(),
    banned: new Map(),
    muted: new Map(),
    visibleFrom: new Map(),
    endedLogins: new Set(),
    chosen: new Map(),
  };
}

export interface RigOptions {
  readonly world?: World;
  readonly bus?: Bus;
  readonly clock?: ManualClock;
  readonly limits?: Partial<KernelLimits>;
  readonly commands?: readonly CommandDef[];
  readonly seed?: number;
}

export interface Rig extends World {
  readonly kernel: Kernel;
  readonly clock: ManualClock;
  readonly telemetry: CountingTelemetry;
  readonly lastSeen: Map<string, string>;
  /** Held-back decisions: `note:say` with `hold` waits for its name to be resolved here. */
  readonly holds: Map<string, () => void>;
  /** Reads of rights that reached the feature. */
  readonly accessReads: { count: number };
  /** What other nodes revoked. */
  readonly revoked: readonly Revocation[];
  open(userId: string, connection?: Connection, loginId?: string): Promise<Person>;
  caller(userId: string, loginId?: string): Caller;
  /** Lets promises settle and what is due at this very moment run. */
  settle(): Promise<void>;
}

interface Say {
  readonly room: string;
  readonly text: string;
  readonly clientId?: string;
  readonly hold?: string;
  readonly sql?: string;
}

export async function rig(options: RigOptions = {}): Promise<Rig> {
  const shared = options.world ?? world();
  const clock = options.clock ?? new ManualClock();
  const telemetry = new CountingTelemetry();
  const holds = new Map<string, () => void>();
  const lastSeen = new Map<string, string>();
  const accessReads = { count: 0 };
  const revoked: Revocation[] = [];
  const { log } = shared;

  async function version(channel: string): Promise<number> {
    return (await log.heads([channel])).get(channel)?.aclVersion ?? 0;
  }

  const rooms: ChannelKind<{ count: number }> = {
    kind: 'room',
    access: async (id, userId): Promise<Access<{ count: number }> | null> => {
      accessReads.count += 1;
      const aclVersion = await version(`room:${id}`);
      const readers = shared.readers.get(id);
      if (!readers) return null;
      const visibleFromSeq = shared.visibleFrom.get(id) ?? 1;
      return { aclVersion, read: readers.has(userId), visibleFromSeq, facts: { count: readers.size } };
    },
    snapshot: async (id) => {
      const seq = (await log.heads([`room:${id}`])).get(`room:${id}`)?.seq ?? 0;
      const texts = log.events(`room:${id}`).filter((event) => event.type === 'note:said');
      return { seq, json: JSON.stringify({ texts: texts.map((event) => JSON.parse(event.data).text) }) };
    },
  };
  const users: ChannelKind = {
    kind: 'user',
    access: async (id, userId) => ({
      aclVersion: await version(`user:${id}`),
      read: id === userId,
      visibleFromSeq: 1,
      facts: null,
    }),
    snapshot: async () => ({ seq: 0, json: '{}' }),
  };

  const say: CommandDef = {
    name: 'note:say',
    rate: 'commands',
    effect: 'write',
    parse: (payload) => parseSay(payload),
    lane: (input) => asSay(input).room,
    clientId: (input) => asSay(input).clientId,
    decide: async (context, raw) => {
      const { room, text, hold, sql } = asSay(raw);
      if (hold !== undefined) await new Promise<void>((resolve) => holds.set(hold, resolve));
      const access = await context.access(rooms, room);
      if (!access?.read) refuse('FORBIDDEN', 'Not a reader.');
      return {
        kind: 'write',
        write: {
          expect: [{ channel: `room:${room}`, aclVersion: access.aclVersion }],
          statements: sql === undefined ? [] : [{ kind: 'run', sql, params: [] }],
          appends: [
            {
              channel: `room:${room}`,
              type: 'note:said',
              actor: context.actor.userId,
              at: context.at,
              data: JSON.stringify({ text }),
              seqAs: 'seq',
            },
          ],
          answer: { kind: 'wrap', key: 'note', append: 0 },
        },
      };
    },
  };
  /** Gives or takes a right; the truth changes when the log says it is committed. */
  const allow: CommandDef = {
    name: 'note:allow',
    rate: 'commands',
    effect: 'write',
    parse: (payload) => ({ ok: true, value: payload }),
    lane: (input) => asAllow(input).room,
    decide: async (context, raw) => {
      const { room, userId, read } = asAllow(raw);
      const readers = shared.readers.get(room) ?? new Set<string>();
      shared.readers.set(room, readers);
      if (read) readers.add(userId);
      else readers.delete(userId);
      return {
        kind: 'write',
        write: {
          statements: [],
          appends: [
            {
              channel: `room:${room}`,
              type: read ? 'note:allowed' : 'note:denied',
              actor: context.actor.userId,
              at: context.at,
              data: JSON.stringify({ userId }),
              acl: read ? { kind: 'changed' } : { kind: 'revoked', userId },
            },
          ],
          answer: { kind: 'json', json: '{}' },
        },
      };
    },
  };
  const typing: CommandDef = {
    name: 'note:typing',
    rate: 'signals',
    effect: 'signal',
    parse: (payload) => ({ ok: true, value: payload }),
    decide: async (_context, raw) => ({
      kind: 'signal',
      signal: { channel: `room:${asRoom(raw)}`, type: 'note:typing', data: { n: asNumber(raw) } },
    }),
  };
  const follow: CommandDef = {
    name: 'note:follow',
    rate: 'commands',
    effect: 'session',
    parse: (payload) => ({ ok: true, value: payload }),
    act: async (context, raw) => {
      const { channel, position } = asFollow(raw);
      return followedJson(await context.session.follow(channel, position));
    },
  };

  const kernel = await createKernel({
    log,
    bus: options.bus ?? new LonelyBus(),
    clock,
    ids: new SeededIds(options.seed ?? 1),
    telemetry,
    identities: {
      find: async (userId): Promise<Identity | null> => {
        const chosen = shared.chosen.get(userId);
        if (userId === 'nobody') return null;
        const [banned, muted] = [shared.banned.get(userId), shared.muted.get(userId)];
        return {
          userId,
          username: userId,
          displayName: userId,
          role: 'member',
          active: !shared.disabled.has(userId) && banned === undefined,
          authVersion: await version(`user:${userId}`),
          ...(chosen && { chosen }),
          ...(banned && { banned }),
          ...(muted && { muted }),
        };
      },
    },
    commands: [say, allow, typing, follow, ...(options.commands ?? [])],
    channels: [rooms, users],
    limits: { ...RIG_LIMITS, ...options.limits },
    endedLogins: async (logins) =>
      logins
        .filter(({ loginId }) => shared.endedLogins.has(loginId))
        .map((login) => ({ ...login, code: 'revoked' })),
    onRevoked: (revocation) => void revoked.push(revocation),
    onLastSeen: (userId, at) => lastSeen.set(userId, at),
    onJobs: () => {},
  });

  const caller = (userId: string, loginId = `login-${userId}`): Caller => ({
    userId,
    loginId,
    address: '127.0.0.1',
  });
  return {
    ...shared,
    kernel,
    clock,
    telemetry,
    lastSeen,
    holds,
    accessReads,
    revoked,
    caller,
    settle: () => clock.advance(0),
    open: async (userId, given, loginId) => {
      const connection = new RecordingConnection();
      const session = await kernel.open(caller(userId, loginId), given ?? connection);
      return {
        session,
        connection,
        call: (command, payload) =>
          new Promise((resolve) =>
            session.execute(command, payload, (json) => {
              const answer: Answer = JSON.parse(jsonText(json));
              connection.heard.push({ kind: 'answer', answer });
              resolve(answer);
            }),
          ),
      };
    },
  };
}

/** Lets several nodes settle together. */
export async function quiet(): Promise<void> {
  await settled();
}

function parseSay(payload: unknown): ReturnType<CommandDef['parse']> {
  const ok =
    typeof payload === 'object' && payload !== null && 'text' in payload && typeof payload.text === 'string';
  if (ok) return { ok: true, value: payload };
  return { ok: false, details: [{ path: 'text', message: 'expected a text' }] };
}

// The rig's own payloads: tests write them, so their shapes are known.
const asSay = (input: unknown) => input as Say;
const asAllow = (input: unknown) => input as { room: string; userId: string; read: boolean };
const asRoom = (input: unknown) => (input as { room: string }).room;
const asNumber = (input: unknown) => (input as { n: number }).n;
const asFollow = (input: unknown) => input as { channel: string; position?: { epoch: string; seq: number } };
