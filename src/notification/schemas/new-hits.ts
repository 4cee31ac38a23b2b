/**
 * `new_hits`: a hit was detected.
 *
 * @module
 */
import { publishedSchema } from './envelope';
import { Hit } from './hit';

/** `new_hits`: a hit was detected. */
export const NewHits = publishedSchema(
  'new_hits',
  'A hit was detected. One notification per hit, although the name is a plural.',
  { hit: Hit },
);
