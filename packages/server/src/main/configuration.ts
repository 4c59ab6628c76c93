/** The whole configuration, checked at once: a start that fails names everything that is wrong. */

import type { S3Address } from '../adapters/blobs/s3/address.ts';
import {
  type BusConfig,
  busConfig,
  type LimitsConfig,
  type ListenConfig,
  type LivenessConfig,
  limitsConfig,
  listenConfig,
  livenessConfig,
  loggingConfig,
  type StorageConfig,
  storageConfig,
} from '../platform/config/server.ts';
import { readTls, type Tls } from '../platform/config/tls.ts';
import { checkAll } from '../platform/config/variables.ts';
import type { Env } from '../platform/feature.ts';
import type { LogLevel } from '../platform/logging/pino.ts';
import { blobsConfig } from './blobs.ts';
import { FEATURE_CONFIGS } from './features.ts';

export interface Configuration {
  readonly listen: ListenConfig;
  readonly tls: Tls | null;
  readonly storage: StorageConfig;
  /** Null: files are kept in the data directory. */
  readonly blobs: S3Address | null;
  readonly bus: BusConfig;
  readonly limits: LimitsConfig;
  readonly liveness: LivenessConfig;
  readonly logLevel: LogLevel;
}

const SLICES = [
  listenConfig,
  storageConfig,
  blobsConfig,
  busConfig,
  limitsConfig,
  livenessConfig,
  loggingConfig,
];

/** Throws `WrongConfiguration`. Features read their own slices again when they are built. */
export function configuration(env: Env): Configuration {
  const tls = (given: Env) => readTls(listenConfig(given));
  checkAll([...SLICES, tls, ...FEATURE_CONFIGS].map((slice) => () => slice(env)));
  return {
    listen: listenConfig(env),
    tls: tls(env),
    storage: storageConfig(env),
    blobs: blobsConfig(env),
    bus: busConfig(env),
    limits: limitsConfig(env),
    liveness: livenessConfig(env),
    logLevel: loggingConfig(env).LOG_LEVEL,
  };
}
