/** The server's own slices: where it listens, whom it believes, what it keeps, how much it lets through. */
import { resolve } from 'node:path';
import { z } from 'zod';
import type { KernelLimits } from '../../kernel/index.ts';
import type { Env } from '../feature.ts';
import { trustOf } from '../http/address.ts';
import { LOG_LEVELS } from '../logging/pino.ts';
import {
  address,
  amount,
  hasReadableUser,
  optional,
  origins,
  readSlice,
  text,
  UNREADABLE_USER,
  WrongConfiguration,
} from './variables.ts';

const Listen = z.object({
  HOST: text(),
  PORT: amount(3000),
  PUBLIC_URL: address('must be an address like https://chat.example.org', /^https?$/),
  TLS_CERT: text(),
  TLS_KEY: text(),
  TRUST_PROXY: text(),
  CORS_ORIGINS: origins(),
});

export type ListenConfig = z.output<typeof Listen>;

export function listenConfig(env: Env): ListenConfig {
  const config = readSlice(Listen, env);
  const problems: string[] = [];
  if (config.PORT > 65_535) problems.push('PORT must be at most 65535');
  if ((config.TLS_CERT === undefined) !== (config.TLS_KEY === undefined)) {
    problems.push('TLS_CERT and TLS_KEY are files that belong together: set both or none');
  }
  try {
    trustOf(config.TRUST_PROXY);
  } catch {
    problems.push('TRUST_PROXY must be true, false, a number of hops, or addresses separated by commas');
  }
  if (problems.length > 0) throw new WrongConfiguration(problems);
  return config;
}

const postgres = () => address('must be an address like postgres://user@host/database', /^postgres(?:ql)?$/);

const Storage = z.object({
  DATA_DIR: z.preprocess((value) => (value === '' ? undefined : value), z.string().default('./data')),
  DATABASE_URL: postgres(),
  LOG_KEEP_EVENTS: amount(10_000, 1),
  LOG_KEEP_MEGABYTES: amount(64, 1),
  LOG_KEEP_DAYS: amount(7, 0, 'any'),
});

export interface StorageConfig {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** How much of each channel recovery can go back over. */
  readonly keepEvents: number;
  readonly keepBytes: number;
  readonly keepMs: number;
}

export function storageConfig(env: Env): StorageConfig {
  const config = readSlice(Storage, env);
  return {
    dataDir: resolve(config.DATA_DIR),
    databaseUrl: config.DATABASE_URL,
    keepEvents: config.LOG_KEEP_EVENTS,
    keepBytes: config.LOG_KEEP_MEGABYTES * 1_048_576,
    keepMs: config.LOG_KEEP_DAYS * 86_400_000,
  };
}

const Move = z.object({ TO_DATABASE_URL: postgres() });

/** Where `parley migrate-db` moves the database to. */
export function moveConfig(env: Env): string {
  const { TO_DATABASE_URL } = readSlice(Move, env);
  if (TO_DATABASE_URL !== undefined) return TO_DATABASE_URL;
  throw new WrongConfiguration([
    'TO_DATABASE_URL must name the empty database to move to, like postgres://user:password@host/database',
  ]);
}

const parts = (value: string) => value.split(',').map((part) => part.trim());
const isRedis = (part: string) =>
  z.url({ protocol: /^rediss?$/ }).safeParse(part).success && /^\/?\d*$/.test(new URL(part).pathname);

const BusSlice = z.object({
  REDIS_URL: optional(
    z
      .string()
      .trim()
      .refine((value) => parts(value).every(isRedis), {
        error: 'must be an address like redis://host:6379, or several of a cluster separated by commas',
        abort: true,
      })
      .refine((value) => parts(value).every(hasReadableUser), UNREADABLE_USER),
  ),
  REDIS_PREFIX: optional(
    z.string().regex(/^[\w.-]+$/, 'must be made of letters, digits, dots, dashes and underscores'),
  ).transform((value) => value ?? 'parley'),
  DATABASE_URL: text(),
});

export interface BusConfig {
  /** Undefined: this node is alone. */
  readonly redisUrl: string | undefined;
  readonly redisPrefix: string;
}

export function busConfig(env: Env): BusConfig {
  const { REDIS_URL, REDIS_PREFIX, DATABASE_URL } = readSlice(BusSlice, env);
  if (REDIS_URL !== undefined && DATABASE_URL === undefined) {
    throw new WrongConfiguration([
      'REDIS_URL is for several nodes, which share a PostgreSQL: set DATABASE_URL too, or neither',
    ]);
  }
  return { redisUrl: REDIS_URL, redisPrefix: REDIS_PREFIX };
}

const perSecond = (fallback: number) => amount(fallback, 0, 'any');

const Limits = z.object({
  LIMIT_COMMANDS_PER_SECOND: perSecond(30),
  LIMIT_COMMANDS_BURST: amount(60),
  LIMIT_SIGNALS_PER_SECOND: perSecond(60),
  LIMIT_SIGNALS_BURST: amount(120),
  LIMIT_STROKES_PER_SECOND: perSecond(240),
  LIMIT_STROKES_BURST: amount(480),
  LIMIT_CONNECTIONS_PER_SECOND: perSecond(10),
  LIMIT_CONNECTIONS_BURST: amount(20),
  FRAME_MAX_BYTES: amount(1_048_576, 1_024),
  QUEUE_MAX_BYTES: amount(1_048_576, 16_384),
  RECOVERY_PAGE_BYTES: amount(262_144, 1_024),
  TAILS_MAX_BYTES: amount(33_554_432, 65_536),
  DELIVERY_WINDOW_MS: amount(20),
  /** As the window: a commit is then a delivery (ADR 9). */
  COMMIT_SPACING_MS: amount(20),
  POSITION_CHECK_MS: amount(25_000, 100),
});

/** Below it a write per event to each costs less than the latency it saves is worth (ADR 12). */
const WINDOW_FROM = 8;

export interface LimitsConfig {
  readonly maxFrameBytes: number;
  readonly kernel: Omit<KernelLimits, 'presenceGraceMs'>;
}

export function limitsConfig(env: Env): LimitsConfig {
  const set = readSlice(Limits, env);
  return {
    maxFrameBytes: set.FRAME_MAX_BYTES,
    kernel: {
      rates: {
        commands: { perSecond: set.LIMIT_COMMANDS_PER_SECOND, burst: set.LIMIT_COMMANDS_BURST },
        signals: { perSecond: set.LIMIT_SIGNALS_PER_SECOND, burst: set.LIMIT_SIGNALS_BURST },
        strokes: { perSecond: set.LIMIT_STROKES_PER_SECOND, burst: set.LIMIT_STROKES_BURST },
        connections: { perSecond: set.LIMIT_CONNECTIONS_PER_SECOND, burst: set.LIMIT_CONNECTIONS_BURST },
      },
      sessionQueueBytes: set.QUEUE_MAX_BYTES,
      recoveryPageBytes: set.RECOVERY_PAGE_BYTES,
      tailBytes: set.TAILS_MAX_BYTES,
      windowMs: set.DELIVERY_WINDOW_MS,
      windowFrom: WINDOW_FROM,
      commitSpacingMs: set.COMMIT_SPACING_MS,
      positionCheckMs: set.POSITION_CHECK_MS,
    },
  };
}

const Liveness = z.object({
  PING_INTERVAL_MS: amount(10_000, 100),
  PING_TIMEOUT_MS: amount(8_000, 100),
  PRESENCE_GRACE_MS: amount(10_000),
  DRAIN_SPREAD_MS: amount(3_000),
});

export interface LivenessConfig {
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  readonly presenceGraceMs: number;
  /** Over how long the returns of clients are spread when this node goes. */
  readonly drainSpreadMs: number;
}

export function livenessConfig(env: Env): LivenessConfig {
  const set = readSlice(Liveness, env);
  return {
    pingIntervalMs: set.PING_INTERVAL_MS,
    pingTimeoutMs: set.PING_TIMEOUT_MS,
    presenceGraceMs: set.PRESENCE_GRACE_MS,
    drainSpreadMs: set.DRAIN_SPREAD_MS,
  };
}

const Logging = z.object({
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)).transform(
    (value) => value ?? ('info' as const),
  ),
});

export function loggingConfig(env: Env): z.output<typeof Logging> {
  return readSlice(Logging, env);
}
