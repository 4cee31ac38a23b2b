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
    "Let what receives decompress, or the proxy before it not compress. Logstash's http input decompresses by the Content-Encoding header, unless something before it takes that away.",
  whenRefused: {
    hazard: 'A body that a proxy compressed is refused, each time it is sent.',
    remedy: 'Let what receives decompress, or the proxy before it not compress.',
  },
  run: (stage) => stage.send([[stage.make('new_hits')]], { gzip: true }),
};
