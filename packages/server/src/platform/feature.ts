/** The manifest of a feature, and what it is given to build itself from. */
import type { ChannelKind, Clock, CommandDef, Ids, Kernel, Presences } from '../kernel/index.ts';
import type { Commits } from './db/commits.ts';
import type { Database, EntityReader, Migrations } from './db/database.ts';
import type { HttpRoute } from './http/route.ts';
import type { StreamRoute } from './http/stream-route.ts';
import type { DeadJobs } from './jobs/dead-jobs.ts';
import type { JobDef } from './jobs/definition.ts';
import type { Logger } from './logging.ts';
import type { SlashCommand } from './slash.ts';

/** Environment variables; each feature reads and checks its own slice. */
export type Env = Readonly<Record<string, string | undefined>>;

export interface FeatureDeps {
  readonly db: Database;
  /** Writes outside commands. Usable once the kernel runs: from `start` on. */
  readonly commits: Commits;
  /** Jobs that were given up. */
  readonly deadJobs: DeadJobs;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly env: Env;
  readonly log: Logger;
  /** Absolute path of DATA_DIR. */
  readonly dataDir: string;
  /** What people see in links: PUBLIC_URL, or the address it listens on. */
  readonly publicUrl: () => string;
  /** Presence as it is now; usable once the kernel runs. */
  readonly presence: Presences;
}

/** A number that is read when somebody looks: `parley_<name>`. */
export interface GaugeDef {
  readonly name: string;
  readonly help: string;
  read(): number | Promise<number>;
}

export interface Feature {
  readonly name: string;
  readonly commands: readonly CommandDef[];
  readonly channels: readonly ChannelKind[];
  readonly entities: readonly EntityReader[];
  readonly migrations: Migrations;
  readonly routes: readonly HttpRoute[];
  /** Routes that carry bytes. */
  readonly streams?: readonly StreamRoute[];
  /** What it does later. */
  readonly jobs?: readonly JobDef[];
  /** What people do with it by typing. */
  readonly slash?: readonly SlashCommand[];
  /** Numbers for whoever watches the server. */
  readonly gauges?: readonly GaugeDef[];
  /** After migrations, before the doors open. */
  start?(kernel: Kernel): Promise<void>;
  stop?(): Promise<void>;
}
