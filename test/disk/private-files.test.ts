import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  closeToOthers,
  hideFromGit,
  makeDurableDirectory,
  makePrivateDirectory,
  writePrivateFile,
} from '../../src/disk/private-files';

let directory = '';
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'wallstash-private-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe('a private directory', () => {
  test('is made with those above it, for its owner alone whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const path = join(directory, 'a', 'b', 'c');
      const made = await makeDurableDirectory(path);
      expect(made).toEqual([join(directory, 'a'), join(directory, 'a', 'b'), path]);
      for (const one of made) expect(await modeOf(one)).toBe('700');
      expect(await makePrivateDirectory(path)).toEqual([]);
    } finally {
      process.umask(before);
    }
  });

  test('that cannot be made is an error at once', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(makePrivateDirectory(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makePrivateDirectory(join(file, 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('is an error at once also where the system says "no such directory" to its name', () =>
    expect(makePrivateDirectory('/proc/wallstash/data')).rejects.toMatchObject({ code: 'ENOENT' }),
  );

  test('may be reached through a link', async () => {
    await mkdir(join(directory, 'real'));
    await symlink(join(directory, 'real'), join(directory, 'link'));
    expect(await makePrivateDirectory(join(directory, 'link', 'x'))).toHaveLength(1);
    expect(await makePrivateDirectory(join(directory, 'link'))).toEqual([]);
  });
});

test('a private file replaces the one before, for its owner alone', async () => {
  const path = join(directory, 'file');
  await writeFile(path, 'before', { mode: 0o644 });
  await writePrivateFile(path, 'after');
  expect(await readFile(path, 'utf8')).toBe('after');
  expect(await modeOf(path)).toBe('600');
});

describe('what stands open to others', () => {
  test('is closed, and told once for each directory', async () => {
    const paths = ['one', 'two'].map((name) => join(directory, name));
    for (const path of paths) {
      await writeFile(path, '');
      await chmod(path, 0o664);
    }
    await chmod(directory, 0o755);

    const told = await closeToOthers([directory, ...paths, join(directory, 'missing')]);

    expect(told).toEqual([`Others could read ${directory}: it is now for this user alone.`]);
    expect(await Promise.all([directory, ...paths].map(modeOf))).toEqual(['700', '600', '600']);
    expect(await closeToOthers([directory, ...paths])).toEqual([]);
  });

  test('is left alone behind a link', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await chmod(file, 0o644);
    await symlink(file, join(directory, 'link'));
    expect(await closeToOthers([join(directory, 'link')])).toEqual([]);
    expect(await modeOf(file)).toBe('644');
  });
});

describe('a directory of ours', () => {
  const isOurs = (name: string): boolean => name === 'ours';

  test('carries a .gitignore of *', async () => {
    await mkdir(join(directory, 'ours'));
    await hideFromGit(directory, isOurs);
    expect(await readFile(join(directory, '.gitignore'), 'utf8')).toBe('*\n');
  });

  test("keeps the user's own .gitignore, and gets none among the user's files", async () => {
    const ignore = join(directory, '.gitignore');
    await writeFile(ignore, 'mine');
    await hideFromGit(directory, isOurs);
    expect(await readFile(ignore, 'utf8')).toBe('mine');

    await rm(ignore);
    await writeFile(join(directory, 'package.json'), '{}');
    await hideFromGit(directory, isOurs);
    await expect(stat(ignore)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
