/** What Linux says about processes: CPU time, memory, and what the rest of the machine was doing. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const TICKS_PER_SECOND = ticksPerSecond();

function ticksPerSecond(): number {
  if (!existsSync('/proc/self/stat')) throw new Error('benchmarks read /proc, which only Linux has');
  return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
}

/** User and system time of a process with all its threads, and of its children, those included that have ended. */
export function cpuSeconds(pid: number): number {
  return (
    treeOf(pid).reduce((sum, id) => sum + ticks(String(id), 'with ended children'), 0) / TICKS_PER_SECOND
  );
}

function treeOf(pid: number): number[] {
  const threads = unlessGone(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  const children = threads.flatMap(
    (thread) =>
      unlessGone(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
        ?.split(' ')
        .filter(Boolean)
        .map(Number) ?? [],
  );
  return [pid, ...children.flatMap(treeOf)];
}

/** Null for a process or thread that ended while we looked. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ESRCH')) {
      return null;
    }
    throw cause;
  }
}

/** proc_pid_stat(5): fields 14 to 17, counted from behind the name, which may hold anything. */
function ticks(path: string, whose: 'own' | 'with ended children'): number {
  const stat = unlessGone(() => readFileSync(`/proc/${path}/stat`, 'utf8'));
  if (stat === null) return 0;
  const times = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, whose === 'own' ? 13 : 15);
  return times.reduce((sum, time) => sum + Number(time), 0);
}

/** User and system time of a process's main thread, where its JavaScript runs. */
export function mainThreadSeconds(pid: number): number {
  return ticks(`${pid}/task/${pid}`, 'own') / TICKS_PER_SECOND;
}

/** Bytes it caused to be written to disk. */
export function diskBytes(pid: number): number {
  return Number(/^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0);
}

/** Resident memory. */
export function residentBytes(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

/** CPU time spent on this machine by anybody, time stolen from it included; without interrupts, which nobody owns. */
function machineSeconds(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , , , steal = 0] = line.trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + steal) / TICKS_PER_SECOND;
}

export interface Watch {
  stop(): Seen;
}

export interface Seen {
  /** CPU seconds of the server's processes and threads, over all its nodes. */
  readonly serverCpuSeconds: number;
  /** Of their main threads alone. */
  readonly mainThreadSeconds: number;
  /** CPU seconds of what the server runs on, by name. */
  readonly serviceCpuSeconds: Readonly<Record<string, number>>;
  readonly diskBytes: number;
  /** The share of one core that processes not of this run took meanwhile. */
  readonly othersShare: number;
}

/** `servers` and `services` are process ids. */
export function watch(servers: readonly number[], services: Readonly<Record<string, number>> = {}): Watch {
  // The servers, what they run on and the generator are children of this process.
  const ours = () => cpuSeconds(process.pid);
  const over = (of: (pid: number) => number) => servers.reduce((sum, pid) => sum + of(pid), 0);
  const look = () => ({
    at: performance.now(),
    server: over(cpuSeconds),
    main: over(mainThreadSeconds),
    services: Object.entries(services).map(([name, pid]) => [name, cpuSeconds(pid)] as const),
    disk: over(diskBytes),
    ours: ours(),
    all: machineSeconds(),
  });
  const before = look();
  return {
    stop: () => {
      const now = look();
      const others = now.all - before.all - (now.ours - before.ours);
      return {
        serverCpuSeconds: now.server - before.server,
        mainThreadSeconds: now.main - before.main,
        serviceCpuSeconds: Object.fromEntries(
          now.services.map(([name, seconds], index) => [name, seconds - (before.services[index]?.[1] ?? 0)]),
        ),
        diskBytes: now.disk - before.disk,
        othersShare: Math.max(0, others) / ((now.at - before.at) / 1000),
      };
    },
  };
}

export type Role = 'server' | 'generator';

/** The command that pins a process to its role's core; empty where there is no second core or no taskset. */
export function pinned(role: Role): readonly string[] {
  const taskset = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path));
  if (taskset === undefined || cpus().length < 2) return [];
  return [taskset, '-c', role === 'server' ? '0' : '1'];
}

/** Pins a process that runs already, its threads and its children; those it starts later go where it is. */
export function pin(pid: number, role: Role): void {
  const [taskset, ...to] = pinned(role);
  if (taskset === undefined) return;
  for (const id of treeOf(pid)) execFileSync(taskset, ['-a', '-p', ...to, String(id)]);
}
