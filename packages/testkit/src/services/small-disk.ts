/** A file system of a few megabytes, for what must be told when a disk is full. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  /** Anybody may write there. */
  readonly folder: string;
  /** Leaves no room for anything. */
  fill(): void;
  /** Takes back what `fill` took. */
  free(): void;
  unmount(): void;
}

/** Undefined where this process may not mount one. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'parley-disk-'));
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  const unmount = () => {
    process.off('exit', unmount);
    if (mounted) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  };
  process.once('exit', unmount);
  if (!mounted) {
    unmount();
    return undefined;
  }
  chmodSync(folder, 0o777);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    unmount,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      const { status, stderr } = spawnSync('fallocate', ['-l', String(bavail * bsize), ballast], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`the disk could not be filled: ${stderr}`);
    },
    free: () => rmSync(ballast, { force: true }),
  };
}

/** Tried without keeping it: a suite that is collected need not run. */
export function mayMount(): boolean {
  const disk = smallDisk(1);
  disk?.unmount();
  return disk !== undefined;
}
