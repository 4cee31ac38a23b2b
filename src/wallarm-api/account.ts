/**
 * The account: one user, and the client that it belongs to. What is asked for by another client id is given too: a
 * stand-in has no strangers to keep apart.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import type { WallarmSide } from '../console/wallarm-side';
import { route, type WallarmRoute } from './route';
import { Filtered } from './schemas';
import { seconds } from './translate';

/** The client that a token belongs to, unless the caller names another. */
export const CLIENT_ID = 1;

const MADE_AT = '2026-01-01T00:00:00Z';
const MAIL = 'admin@example.com';
const UUID = '00000000-0000-4000-8000-000000000001';
const USER = {
  ...{ id: 1, uuid: UUID, clientid: CLIENT_ID, client_id: CLIENT_ID },
  ...{ username: MAIL, email: MAIL, realname: 'Wallstash' },
  ...{ permissions: ['admin'], actual_permissions: ['admin'], access_permissions: [] },
  ...{ enabled: true, validated: true, mfa_enabled: false },
  ...{ create_at: MADE_AT, create_by: 1, create_from: 'wallstash', password_changed: 0 },
  ...{ last_login_time: seconds(MADE_AT), language: 'en', timezone: 'UTC' },
  frontend_url: 'https://localhost',
};

/** The routes under `/v1`. */
export const ACCOUNT_ROUTES: readonly WallarmRoute[] = [
  route({
    ...{ method: 'POST', path: '/v1/user', id: 'currentUser' },
    summary: 'Who bears the token, and the id of the client',
    body: Type.Unknown(),
    bodyOptional: true,
    example: { status: 200, body: { ...USER, client_name: 'TestCompany' } },
    handle: ({ wallarm }) => ({
      status: 200,
      body: { ...USER, client_name: wallarm.account.client },
    }),
  }),
  route({
    ...{ method: 'POST', path: '/v1/objects/user', id: 'listUsers' },
    summary: 'Users',
    body: Filtered,
    example: { status: 200, body: [USER] },
    handle: () => ({ status: 200, body: [USER] }),
  }),
  route({
    ...{ method: 'GET', path: '/v1/objects/client', id: 'getClients' },
    summary: 'Clients by id',
    query: { 'filter[id]': 'Client id.', limit: 'How many.' },
    example: { status: 200, body: [client('TestCompany', CLIENT_ID)] },
    handle: ({ wallarm, query }) => ({
      status: 200,
      body: clients(wallarm, query.getAll('filter[id]').map(Number)),
    }),
  }),
  route({
    ...{ method: 'POST', path: '/v1/objects/client', id: 'listClients' },
    summary: 'Clients by id, a number or a list of them',
    body: Filtered,
    example: { status: 200, body: [client('TestCompany', CLIENT_ID)] },
    handle: ({ wallarm, body: { filter = {} } }) => {
      const { id } = filter as { readonly id?: unknown };
      const ids = id === undefined ? [] : [id].flat().map(Number);
      return { status: 200, body: clients(wallarm, ids) };
    },
  }),
];

function clients(wallarm: WallarmSide, ids: readonly number[]): readonly object[] {
  const wanted = ids.length === 0 ? [CLIENT_ID] : [...new Set(ids)];
  return wanted
    .filter((id) => Number.isSafeInteger(id) && id > 0)
    .map((id) => client(wallarm.account.client, id));
}

function client(name: string, id: number): object {
  return {
    ...{ id, uuid: UUID, name, enabled: true, validated: true, components: ['waf'] },
    ...{ language: 'en', create_at: seconds(MADE_AT), partnerid: 0 },
  };
}
