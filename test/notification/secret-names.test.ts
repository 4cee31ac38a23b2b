import {
  isSecretName,
  maskParameters,
  secretParameters,
} from '../../src/notification/secret-names';

describe('a name that says that its value is secret', () => {
  test.each(
    [
      'Authorization, Proxy-Authorization, Cookie, X-Auth, X-Authentication, X-Access-Key, X-Functions-Key',
      'Ocp-Apim-Subscription-Key, X-JWT, X-Pass, X-Pwd, X-Insert-Key, X-Splunk-Auth, X-Client-Cert',
      'X-Forwarded-Client-Cert, X-License, X-WallarmAPI-Token, X-WallarmAPI-Secret, X-Hub-Signature-256',
      'token, %74oken, sig, pwd, jwt, auth, key, apikey, api_key, apiKey, clientSecret, sessionid, sid, user_pass',
    ]
      .join(', ')
      .split(', '),
  )('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
    expect(isSecretName(name.toUpperCase())).toBe(true);
  });

  test.each([
    'Host',
    'Accept',
    'User-Agent',
    'Content-Type',
    'X-Request-Id',
    'team',
    'compass',
    'q',
    '%',
  ])('is not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('a path', () => {
  test.each([
    ['/in', '/in'],
    ['/in?a=b&token=x/y;z=1&c=d', '/in?a=b&token=***&c=d'],
    ['/in?%74oken=x', '/in?%74oken=***'],
    ['/in;token=x/next;sid=2?a', '/in;token=***/next;sid=***?a'],
    ['/in?a=b;pwd=x;c=d', '/in?a=b;pwd=***'],
    ['/in#access_token=x&a=b', '/in#access_token=***&a=b'],
    ['/in?next=https://me:pass@host/x', '/in?next=https://***@host/x'],
    ['/in?next=https%3A%2F%2Fme%3Apass%40host', '/in?next=***'],
    ['https://h.example/?key=a=b=c', 'https://h.example/?key=***'],
    ['/in?token', '/in?token'],
    ['/in?token=', '/in?token=***'],
  ])('%s is shown as %s', (path, shown) => {
    expect(maskParameters(path, '***')).toBe(shown);
  });

  test('gives the secrets in it as they are and decoded', () => {
    expect(secretParameters('/?token=a%2Fb+c&team=x')).toEqual(['a%2Fb+c', 'a/b+c', 'a/b c']);
  });
});
