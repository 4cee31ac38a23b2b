/**
 * `large-body`: an attack with a long payload.
 *
 * @module
 */
import type { Scenario } from '../scenario';

const SIZE = 1_000_000;

const HAZARD = 'A size limit on the way refuses long attacks, which no retry helps.';
const REMEDY =
  'Raise the limit of what receives (in Logstash: max_content_length of the http input), and those of every proxy before it and every system behind it.';

export const largeBody: Scenario = {
  id: 'large-body',
  hazard: HAZARD,
  expects: 'One notification of 1 MB arrives unaltered.',
  remedy: REMEDY,
  whenRefused: { hazard: HAZARD, remedy: REMEDY },
  run: (stage) => {
    const payloads = ['x'.repeat(SIZE)];
    const overrides = { details: { hit: { payloads } } };
    return stage.send([[stage.make('new_hits', { overrides })]]);
  },
};
