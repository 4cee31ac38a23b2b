/**
 * Where bodies are sent again: an integration with its settings as they are, or a URL.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import { prepareSend, type PreparedSend } from '../../console/send-many';
import type { DeliverySettings } from '../../sender/settings';
import { type ApiDependencies, theConsole } from '../dependencies';
import { ApiError } from '../errors';
import type { ReplayRequest } from '../schemas/integration';
import type { RunStanding } from '../schemas/run';

/** One or the other. */
export type ReplayTarget =
  { readonly integration: string } | { readonly settings: DeliverySettings };

/** @throws ApiError for neither, and for both */
export function targetOf({ integration, url, ...way }: Static<typeof ReplayRequest>): ReplayTarget {
  const isAlone = url === undefined && Object.keys(way).length === 0;
  if (integration !== undefined && isAlone) return { integration };
  if (integration === undefined && url !== undefined) return { settings: { ...way, url } };
  const detail =
    'Cannot replay the delivery: give either an integration, whose settings are used as they are, or a url.';
  throw new ApiError('WST_REQUEST', 400, detail);
}

/** Many bodies that are ready to go there. */
export interface PreparedReplay {
  readonly prepared: PreparedSend;
  readonly to: RunStanding['to'];
}

/** @throws what settings that cannot be used throw, and ApiError when there is no console */
export function prepareReplay(target: ReplayTarget, dependencies: ApiDependencies): PreparedReplay {
  if ('settings' in target) {
    const prepared = prepareSend(target.settings);
    return { prepared, to: { integration: null, authority: prepared.authority } };
  }
  const console = theConsole(dependencies);
  const { id, name } = console.get(target.integration);
  const prepared = console.prepareSend(id);
  return { prepared, to: { integration: { id, name }, authority: prepared.authority } };
}
