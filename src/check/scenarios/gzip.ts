/**
 * `gzip`: a compressed body, as proxies make them.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const gzip: Scenario = {
  id: 'gzip',
  hazard: 'A body that a proxy compressed is taken for text and lost.',
  expects: 'One notification in a body compressed with gzip arrives.',
  remedy:
    'Let nothing before the http input take the Content-Encoding header away; it decompresses.',
  run: (stage) => stage.send([[stage.make('new_hits')]], { gzip: true }),
};
