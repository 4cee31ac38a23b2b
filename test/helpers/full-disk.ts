/** A disk of one megabyte, for tests that fill it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Such a disk, and the means to test on it. */
export interface SmallDisk {
  readonly path: string;
  /** `test`, or `test.skip` where no disk can be mounted. */
  readonly test: jest.It;
  /** For the titles of tests: why they are skipped. */
  readonly why: string;
}

/** Mounts one for this file of tests, and unmounts it behind them. */
export function smallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'wallstash-full-'));
  const mount = ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path];
  const mounted = spawnSync('mount', mount, { stdio: 'ignore' }).status === 0;
  afterAll(async () => {
    if (mounted) spawnSync('umount', [path]);
    await rm(path, { recursive: true, force: true });
  });
  return {
    path,
    test: mounted ? test : test.skip,
    why: mounted ? '' : ' (skipped: mounting a tmpfs needs root)',
  };
}
