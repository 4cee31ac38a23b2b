/**
 * `vuln`: a vulnerability was detected. Replaced by `security_issue` in January 2026, but still on Wallarm's
 * Logstash page.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { eitherOf, object, publishedSchema } from './envelope';
import { known, nullableText } from './fields';
import { THREATS } from './known-values';
import { vulnerabilityFields } from './vulnerability';

const vulnerability = object(
  {
    ...vulnerabilityFields,
    threat: Type.Optional(
      known(THREATS, 'Level of the threat. This or `risk` must stand.', { 'x-classic-spelling-of': 'risk' }),
    ),
    risk: Type.Optional(known(THREATS, 'Level of the threat, spelled as since January 2026.')),
  },
  'The vulnerability.',
  {
    allOf: [eitherOf('host', 'domain'), eitherOf('threat', 'risk')],
    'x-classic-spelling-of': 'security_issue',
  },
);

/** `vuln`: a vulnerability was detected. */
export const Vuln = publishedSchema(
  'vuln',
  'A vulnerability was detected. Replaced by security_issue in January 2026.',
  { vuln_link: nullableText('Address of the finding in Wallarm Console.'), vuln: vulnerability },
);
