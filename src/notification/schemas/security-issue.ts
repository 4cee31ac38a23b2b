/**
 * `security_issue`: a security issue was detected; since January 2026, in place of `vuln`.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { eitherOf, object, publishedSchema } from './envelope';
import { known, nullableText } from './fields';
import { RISKS } from './known-values';
import { vulnerabilityFields } from './vulnerability';

const issue = object(
  {
    ...vulnerabilityFields,
    risk: Type.Optional(known(RISKS, 'Level of the risk. This or `threat` must stand.')),
    threat: Type.Optional(
      known(RISKS, 'Level of the risk, spelled as until January 2026.', {
        'x-classic-spelling-of': 'risk',
      }),
    ),
  },
  'The security issue. A published text of a real one also has a port and a URL: their fields are unpublished.',
  { allOf: [eitherOf('host', 'domain'), eitherOf('risk', 'threat')] },
);

/** `security_issue`: a security issue was detected. */
export const SecurityIssue = publishedSchema(
  'security_issue',
  'A security issue was detected. Since January 2026, in place of vuln.',
  {
    security_issue_link: nullableText('Address of the finding in Wallarm Console.'),
    security_issue: issue,
  },
);
