/**
 * Requests that attack, one or more per code of an attack: what the hits that we build are made of.
 *
 * The payloads are well-known texts of their kind. None of these requests was published by Wallarm.
 *
 * @module
 */

interface Request {
  /** The code that Wallarm gives this kind of attack (`hit.type`). */
  readonly type: string;
  readonly method: string;
  readonly path: string;
  /** The way of parsers to the payload, flat, as in `hit.point`. */
  readonly point: readonly (string | number)[];
  readonly payload: string;
}

/** One malicious request, and the `hit.parameter` that says where its payload stands. */
export type Attack = Request & { readonly parameter: string };

const get = (type: string, path: string, name: string, payload: string): Request => ({
  type,
  method: 'GET',
  path,
  point: ['get', name],
  payload,
});

const post = (
  type: string,
  path: string,
  point: readonly (string | number)[],
  payload: string,
): Request => ({ type, method: 'POST', path, point: ['post', ...point], payload });

/** Several of the kinds that are met most. */
const REQUESTS: readonly [Request, ...Request[]] = [
  get('sqli', '/catalog', 'id', "1' select version();"),
  get('sqli', '/search', 'q', "' OR '1'='1' -- "),
  post('sqli', '/login', ['form_urlencoded', 'user'], "admin' UNION SELECT NULL,NULL-- -"),
  get('xss', '/search', 'q', '<script>alert(1)</script>'),
  post('xss', '/comments', ['json_doc', 'hash', 'text'], '"><img src=x onerror=alert(1)>'),
  get('ptrav', '/download', 'file', '../../../../etc/passwd'),
  { type: 'ptrav', method: 'GET', path: '/etc/passwd', point: ['uri'], payload: '/etc/passwd' },
  get('rce', '/ping', 'host', '127.0.0.1; cat /etc/passwd'),
  {
    type: 'rce',
    method: 'GET',
    path: '/',
    point: ['header', 'USER-AGENT'],
    payload: '() { :; }; /bin/bash -c "id"',
  },
  post('nosqli', '/api/login', ['json_doc', 'hash', 'password'], '{"$ne": null}'),
  post('xxe', '/api/import', ['xml'], '<!ENTITY x SYSTEM "file:///etc/passwd">'),
  get('ssrf', '/proxy', 'url', 'http://169.254.169.254/latest/meta-data/'),
  get('crlf', '/redirect', 'to', '%0d%0aSet-Cookie:%20session=1'),
  get('redir', '/logout', 'next', '//evil.example.org/'),
  get('ldapi', '/users', 'name', '*)(uid=*))(|(uid=*'),
  get('ssi', '/page', 'title', '<!--#exec cmd="ls" -->'),
  get('ssti', '/preview', 'template', '{{7*7}}${7*7}'),
  post(
    'mail_injection',
    '/contact',
    ['form_urlencoded', 'from'],
    'me@example.com%0ABcc:all@example.com',
  ),
  { type: 'scanner', method: 'GET', path: '/.git/config', point: ['uri'], payload: '/.git/config' },
];

/** Elements of a point that are parsers; the rest are names and indexes. */
const PARSERS = new Set<string | number>([
  'get',
  'post',
  'uri',
  'header',
  'form_urlencoded',
  'json_doc',
  'hash',
  'xml',
]);

/** The `parameter` of a point, as in `GET_id_value`. Source: the published hits; longer points by analogy. */
function parameterOf(point: Request['point']): string {
  const parts = point.map((part) => (PARSERS.has(part) ? String(part).toUpperCase() : part));
  return `${parts.join('_')}_value`;
}

const attackOf = (request: Request): Attack => ({
  ...request,
  parameter: parameterOf(request.point),
});
const [first, ...others] = REQUESTS;

/** The requests. */
export const ATTACKS: readonly [Attack, ...Attack[]] = [attackOf(first), ...others.map(attackOf)];
