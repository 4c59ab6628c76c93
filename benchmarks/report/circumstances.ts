/** Under what figures were measured: of which code, on which machine. */
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pinned } from '../measure/process.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  /** Server and load generator each have a core of their own. */
  readonly pinned: boolean;
}

export function machineHere(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    pinned: pinned('server').length > 0,
  };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What a run leaves behind changes nothing that is measured. */
const MEASURED = ['packages', 'benchmarks', ':!benchmarks/results', ':!benchmarks/baseline.json'];

/** The commit that is checked out, and whether what is measured differs from it. */
export function commitHere(): string {
  try {
    const commit = git('rev-parse', '--short=7', 'HEAD');
    return git('status', '--porcelain', '--', ...MEASURED) === '' ? commit : `${commit} with changes`;
  } catch {
    // A copy without its history, or a machine without git.
    return 'unknown';
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
