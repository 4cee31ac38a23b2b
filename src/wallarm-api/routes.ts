/**
 * All routes of Wallarm's API.
 *
 * @module
 */
import { ACCOUNT_ROUTES } from './account';
import { INTEGRATION_ROUTES } from './integrations';
import type { WallarmRoute } from './route';
import { TRIGGER_ROUTES } from './triggers';

/** In the order of the document. */
export const ROUTES: readonly WallarmRoute[] = [
  ...ACCOUNT_ROUTES,
  ...INTEGRATION_ROUTES,
  ...TRIGGER_ROUTES,
];
