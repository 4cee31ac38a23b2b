/**
 * Every scenario, in the order in which they run: the plain ones first, then load, then trouble.
 *
 * @module
 */
import type { Scenario } from '../scenario';
import { array } from './array';
import { burst } from './burst';
import { deepBody } from './deep-body';
import { everyType } from './every-type';
import { gzip } from './gzip';
import { largeBody } from './large-body';
import { malformedIsKept } from './malformed-is-kept';
import { ndjson } from './ndjson';
import { post } from './post';
import { put } from './put';
import { receiverDown } from './receiver-down';
import { receiverRejects } from './receiver-rejects';
import { repeat } from './repeat';
import { restart } from './restart';
import { singleObject } from './single-object';
import { slowReceiver } from './slow-receiver';
import { spellings } from './spellings';
import { unicode } from './unicode';

export const SCENARIOS: readonly Scenario[] = [
  ...[post, put, array, ndjson, singleObject, everyType, spellings, unicode, largeBody, gzip],
  ...[
    malformedIsKept,
    deepBody,
    repeat,
    burst,
    receiverDown,
    receiverRejects,
    slowReceiver,
    restart,
  ],
];
