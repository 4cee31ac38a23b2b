/**
 * How integrations do.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { Count, IsoDate, Milliseconds, nullable } from './kinds';

export const IntegrationHealth = Type.Object(
  {
    integrationId: Type.String(),
    failing: nullable(
      Type.Object(
        {
          code: Type.String({ description: 'docs/errors.md has a section for each.' }),
          message: Type.String({ description: 'One sentence with a remedy.' }),
          since: IsoDate,
          attempts: Count,
        },
        { description: 'The failures since which no attempt succeeded; null when there is none.' },
      ),
    ),
    span: Type.Integer({ description: 'Milliseconds that the counts look back.' }),
    attempts: Count,
    failed: Count,
    bars: Type.Array(Type.Object({ attempts: Count, failed: Count }), {
      description: 'The span in equal parts, oldest first.',
    }),
    answerTime: nullable(
      Type.Object(
        { p50: Milliseconds, p99: Milliseconds },
        { description: 'From the start of an attempt to the end of its answer.' },
      ),
    ),
  },
  { title: 'IntegrationHealth' },
);

export const IntegrationHealthList = Type.Object(
  { integrations: Type.Array(IntegrationHealth, { description: 'In order of creation.' }) },
  { title: 'IntegrationHealthList' },
);
