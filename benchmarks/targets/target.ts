/** A server to measure: Parley, or a peer. */
import type { LoadClient } from '../load/job.ts';
import type { Running } from './running.ts';

export type TargetName = 'parley' | 'socketio' | 'socketio-sqlite';

/** Who is in which room, before servers say what a room is called. */
export interface Cast {
  readonly members: number;
  /** All in one room, or each alone in one. */
  readonly rooms: 'one' | 'each';
}

export interface Started extends Running {
  /** As many as the cast has members. */
  readonly clients: readonly LoadClient[];
}

export interface StartOptions {
  /** Of the server's own, empty, on the disk that is measured. */
  readonly dir: string;
  /** Goes before the command: what pins it. */
  readonly prefix: readonly string[];
  /** Where to leave CPU profiles of the server. */
  readonly profileDir: string | null;
}

export interface Target {
  readonly name: TargetName;
  readonly title: string;
  start(cast: Cast, options: StartOptions): Promise<Started>;
}
