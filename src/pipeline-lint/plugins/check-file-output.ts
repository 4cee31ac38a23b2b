/**
 * The path of the output file: `validate_path` in `outputs/file.rb` (4.3.0) refuses one whose first folder, or whose name
 * right below the root, hangs on the event.
 *
 * @module
 */
import { posix } from 'node:path';

import type { Problem } from '../finding';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf } from '../values';
import { failsAtStart } from './fails-at-start';

/** Checks each output file of a file. */
export function checkFileOutputs({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind === 'output' && plugin.name === 'file')
    .flatMap(({ plugin }) => {
      const path = attributeOf(plugin, 'path');
      const text = textOf(path?.value);
      if (path === undefined || !text?.startsWith('/')) return [];
      const [first = ''] = posix.normalize(text).split('/').filter(Boolean);
      if (!/%\{[^}]+\}/.test(first)) return [];
      const message =
        'output file: the first part of an absolute path must be fixed: with %{…} in it the pipeline ends when it starts.';
      return [failsAtStart(path.value.at, message, 'Put a folder before it: /data/%{…}.')];
    });
}
