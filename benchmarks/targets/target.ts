/** A server to measure: Parley, or a peer. */
import type { LoadClient } from '../load/job.ts';
import type { Running } from './running.ts';

export type TargetName =
  | 'parley'
  | 'parley-web'
  | 'parley-postgres'
  | 'parley-cluster'
  | 'socketio'
  | 'socketio-sqlite'
  | 'socketio-redis'
  | 'ws'
  | 'nchan'
  | 'ejabberd'
  | 'ejabberd-wal'
  | 'ejabberd-mnesia';

/** Who is in which room, before servers say what a room is called. */
export interface Cast {
  readonly members: number;
  /** How many rooms; the members go round, each into one. */
  readonly rooms: number;
  /** How many sockets each member has; one unless said. */
  readonly socketsEach?: number;
}

export interface Started {
  /** A socket each of the cast, spread evenly over the nodes. */
  readonly clients: readonly LoadClient[];
  /** The server: one process, or several that are one. */
  readonly nodes: readonly Running[];
  /** What it runs on, by name: processes whose CPU is not the server's and is shown beside. */
  readonly services: Readonly<Record<string, number>>;
  /** Whether it counts what it does (measure/counters.ts). */
  readonly counts: boolean;
  /** Ends all nodes. */
  end(): Promise<void>;
}

export interface StartOptions {
  /** Of the server's own, empty, on the disk that is measured. */
  readonly dir: string;
  /** Goes before the command: what pins it. */
  readonly prefix: readonly string[];
  /** Where to leave CPU profiles of the server. */
  readonly profileDir: string | null;
  /** Given to Node, where the server runs on it. */
  readonly nodeFlags: readonly string[];
}

export interface Target {
  readonly name: TargetName;
  readonly title: string;
  /** Programs it needs that this machine does not have: then it is left out. */
  readonly lacks: readonly string[];
  start(cast: Cast, options: StartOptions): Promise<Started>;
}

/** What targets of one process and nothing else have in common. */
export function oneNode(node: Running, clients: readonly LoadClient[], counts: boolean): Started {
  return { clients, nodes: [node], services: {}, counts, end: node.end };
}

/** Parley in one form or another, which is nobody's peer. */
export function isOurs(name: TargetName): boolean {
  return name === 'parley' || name.startsWith('parley-');
}
