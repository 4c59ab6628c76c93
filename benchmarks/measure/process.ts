/** What Linux says about processes: CPU time, memory, and what the rest of the machine was doing. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const TICKS_PER_SECOND = ticksPerSecond();

function ticksPerSecond(): number {
  if (!existsSync('/proc/self/stat')) throw new Error('benchmarks read /proc, which only Linux has');
  return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
}

/** User and system time of a process with all its threads, and of its living children. */
export function cpuSeconds(pid: number): number {
  return treeOf(pid).reduce((sum, id) => sum + ticks(id), 0) / TICKS_PER_SECOND;
}

function treeOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(treeOf)];
}

/** proc_pid_stat(5): fields 14 and 15, counted from behind the name, which may hold anything. */
function ticks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
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
  /** CPU seconds of the server, and the share of one core that processes not of this run took meanwhile. */
  stop(): { readonly serverCpuSeconds: number; readonly othersShare: number };
}

export function watch(server: number): Watch {
  // The server and the generator are children of this process.
  const ours = () => cpuSeconds(process.pid);
  const before = { at: performance.now(), server: cpuSeconds(server), ours: ours(), all: machineSeconds() };
  return {
    stop: () => {
      const seconds = (performance.now() - before.at) / 1000;
      const others = machineSeconds() - before.all - (ours() - before.ours);
      return {
        serverCpuSeconds: cpuSeconds(server) - before.server,
        othersShare: Math.max(0, others) / seconds,
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
