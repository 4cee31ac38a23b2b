/**
 * `large-body`: an attack with a long payload.
 *
 * @module
 */
import type { Scenario } from '../scenario';

const SIZE = 1_000_000;

export const largeBody: Scenario = {
  id: 'large-body',
  hazard: 'A size limit on the way refuses long attacks, which no retry helps.',
  expects: 'One notification of 1 MB arrives unaltered.',
  remedy:
    'Raise max_content_length of the http input, and the limits of every proxy before it and every system behind it.',
  run: (stage) => {
    const payloads = ['x'.repeat(SIZE)];
    const overrides = { details: { hit: { payloads } } };
    return stage.send([[stage.make('new_hits', { overrides })]]);
  },
};
