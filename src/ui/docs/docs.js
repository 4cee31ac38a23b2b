/**
 * The page of the API's documents: renders `/openapi.json` with Swagger UI, which its page loads before this module.
 *
 * @module
 */
/* global document, fetch, matchMedia, SwaggerUIBundle */

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

/** The document, or a sentence that says why there is none. */
async function read() {
  const answer = await fetch('/openapi.json').catch(() => undefined);
  if (answer === undefined)
    return 'The console does not answer. Is it running? Then load this page again.';
  if (answer.status === 401)
    return 'The console has a token: enter it on the console’s page, then load this page again.';
  if (!answer.ok) return `The console answered ${answer.status} for /openapi.json.`;
  return answer.json();
}

/** The API takes changes only as JSON, also those without a body: other sites' pages cannot say that. */
function asJson(request) {
  if (request.method === 'POST' || request.method === 'PATCH') {
    request.headers['Content-Type'] ??= 'application/json';
  }
  return request;
}

const spec = await read();
if (typeof spec === 'string') {
  document.querySelector('#state').textContent = spec;
} else {
  SwaggerUIBundle({
    spec,
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'list',
    validatorUrl: null,
    requestInterceptor: asJson,
  });
}
