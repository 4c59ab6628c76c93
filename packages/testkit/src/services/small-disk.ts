/** A file system of a few megabytes, for what must be told when a disk is full. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  unmount(): void;
}

/** Undefined where this process may not mount one. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'parley-disk-'));
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  const unmount = () => {
    if (mounted) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  };
  if (mounted) return { folder, unmount };
  unmount();
  return undefined;
}

/** Tried without keeping it: a suite that is collected need not run. */
export function mayMount(): boolean {
  const disk = smallDisk(1);
  disk?.unmount();
  return disk !== undefined;
}
