import { lintPipeline } from '../../src/pipeline-lint/lint-pipeline';
import { findingsIn, lint } from './lint';

/** An output on one line, so that the column of what stands in it is known. */
function output(options: string): string {
  const needed = ['host', 'port'].filter((name) => !options.startsWith(`${name} `));
  const more = needed.map((name) => `${name} => 11`).join(' ');
  return `output {\n  tcp { ${options} ${more} }\n}\n`;
}
const COLUMN = '  tcp { '.length + 1;

describe('the options of a plugin', () => {
  test('one that Logstash does not know is an error, with the name that was meant', () => {
    expect(findingsIn(output('ssl_enabeld => true'))).toEqual([
      {
        file: 'a.conf',
        line: 2,
        column: COLUMN,
        severity: 'error',
        rule: 'unknown-option',
        message: 'output tcp has no option ssl_enabeld: Logstash does not start with it.',
        remedy: 'Did you mean ssl_enabled?',
      },
    ]);
    expect(findingsIn(output('colour => "red"'))[0]?.remedy).toBe('Remove it.');
  });

  test.each(['ssl_enabled_', 'sl_enabled', 'ssl_unabled', 'ssl_enabeld'])(
    'the name that was meant by %s is found',
    (name) => {
      expect(findingsIn(output(`${name} => true`))[0]?.remedy).toBe('Did you mean ssl_enabled?');
    },
  );

  test.each([
    ['output', 'tcp { host => "h" port => 1 ssl_enable => true }', 'ssl_enabled'],
    ['output', 'elasticsearch { cacert => "a" }', 'ssl_certificate_authorities'],
    ['input', 'beats { port => 1 ssl => true }', 'ssl_enabled'],
    ['input', 'tcp { port => 1 ssl_cert => "a" }', 'ssl_certificate'],
  ])(
    'one that Logstash 9 removed from %s %s is an error there, a warning on 8',
    (kind, plugin, now) => {
      const text = `${kind} { ${plugin} }`;

      expect(findingsIn(text)).toMatchObject([
        {
          severity: 'error',
          rule: 'removed-option',
          remedy: expect.stringContaining(now) as string,
        },
      ]);
      expect(findingsIn(text, { version: '8' })).toMatchObject([
        { severity: 'warning', rule: 'deprecated-option' },
      ]);
    },
  );

  test("Wallarm's published example does not start on Logstash 9", () => {
    const text = `input {
  http {
    port => 5044
    ssl => true
    ssl_certificate => "/etc/server.crt"
    ssl_key => "/etc/server.key"
  }
}
`;
    expect(lint(text)).toContain('4:5 removed-option');
    expect(lint(text, { version: '8' })).toContain('4:5 deprecated-option');
  });

  test('one that came after 8.11 is a warning on 8', () => {
    const codes = 'retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503, 504]';
    const text = `output { http { url => "u" http_method => "post" ${codes} ssl_enabled => true } }`;

    expect(lint(text, { version: '8' })).toEqual([
      `1:${text.indexOf('ssl_enabled') + 1} newer-option`,
    ]);
    expect(lint(text)).toEqual([]);
  });

  test('a missing one that is required is an error at the plugin', () => {
    expect(findingsIn('output {\n  kafka { }\n}')).toMatchObject([
      {
        line: 2,
        column: 3,
        rule: 'missing-option',
        message: 'output kafka needs the option topic_id: Logstash does not start without it.',
      },
    ]);
  });

  test('TLS without a certificate is an error: Logstash says so only when it starts', () => {
    const text = 'input { http { additional_codecs => {} ssl_enabled => true } }';

    expect(lint(text)).toEqual(['1:40 missing-option']);
    const certificate = '=> true ssl_certificate => "c"';
    expect(lint(text.replace('=> true', certificate))).toEqual(['1:60 missing-option']);
    expect(lint(text.replace('=> true', `${certificate} ssl_key => "k"`))).toEqual([]);
  });

  test.each([
    ['"optional"', [], 'fails-at-start'],
    ['"required"', [], 'fails-at-start'],
    ['"optional"', ['ssl_certificate_authorities => []'], 'fails-at-start'],
    ['"optional"', ['ssl_certificate_authorities => ["/ca"]'], null],
    ['"optional"', ['ssl_truststore_path => "/t"'], null],
    ['"required"', ['ssl_certificate_authorities => ["/ca"]'], 'client-certificate'],
    ['"none"', [], null],
    ['"${CLIENTS}"', [], null],
  ])('asking for client certificates, %s, takes who signed them: %j', (mode, trusted, rule) => {
    const own = 'ssl_enabled => true ssl_certificate => "c" ssl_key => "k"';
    const asked = `ssl_client_authentication => ${mode} ${trusted.join(' ')}`;
    const found = findingsIn(`input { http { additional_codecs => {} ${own} ${asked} } }`);

    expect(found.map((one) => one.rule)).toEqual(rule === null ? [] : [rule]);
  });

  test.each([
    ['http { port => 70000 additional_codecs => {} }', ['fails-at-start']],
    ['syslog { port => -1 }', ['fails-at-start']],
    ['tcp { port => 65535 }', []],
    ['tcp { port => 0 }', []],
    ['udp { port => "${PORT}" }', []],
  ])('a port is one that can be listened on: %s', (input, rules) => {
    expect(findingsIn(`input { ${input} }`).map(({ rule }) => rule)).toEqual(rules);
  });

  test('a removed one with two successors is told the value of each', () => {
    const text = 'output { tcp { host => "h" port => 1 ssl_verify => false } }';
    expect(findingsIn(text)).toMatchObject([
      {
        remedy:
          "Use ssl_client_authentication => \"none\" when 'mode' is 'server' or ssl_verification_mode => \"none\" when mode is 'client'.",
      },
    ]);
  });

  test.each([
    ['port => "${PORT}"', null],
    ['port => "${PORT:514}"', null],
    ['port => "${PORT:tcp}"', 'a number'],
    ['port => "514"', null],
    ['port => x5', 'a number'],
    ['mode => "servant"', 'one of "server", "client"'],
    ['ssl_enabled => "yes"', 'true or false'],
    ['host => ["a", "b"]', 'one value: a string'],
    ['host => { "a" => "b" }', null],
    ['host => { "a" => "b" "c" => "d" }', 'a string'],
    ['ssl_key => {}', 'the path of a file'],
    ['codec => ["json"]', 'a codec'],
    ['ssl_cipher_suites => "one"', null],
  ])('the value of %s is judged', (option, expected) => {
    const findings = findingsIn(output(option));
    const remedy = findings.map((finding) => finding.remedy);

    expect(remedy).toEqual(expected === null ? [] : [`Give it ${expected}.`]);
    const value = COLUMN + option.indexOf('=>') + 3;
    if (expected !== null) expect(findings[0]).toMatchObject({ line: 2, column: value });
  });

  test.each([
    ['filter { mutate { copy => "a" } }', '1:27 wrong-value'],
    ['filter { mutate { copy => ["a", "b"] } }', null],
    ['output { elasticsearch { dlq_custom_codes => ["x"] } }', '1:46 wrong-value'],
  ])('lists and hashes are judged: %s', (text, expected) => {
    expect(lint(text)).toEqual(expected === null ? [] : [expected]);
  });

  test('an http output takes one file of certificate authorities', () => {
    const codes = 'retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503, 504]';
    const text = `output { http { url => "u" http_method => "post" ${codes}
      ssl_certificate_authorities => ["a", "b"] } }`;

    expect(lint(text)).toEqual(['2:38 fails-at-start']);
    expect(lint(text.replace(', "b"', ''))).toEqual([]);
  });

  test('an http output that sends a message needs one', () => {
    const codes = 'retryable_codes => [401, 403, 404, 408, 429, 500, 502, 503, 504]';
    const text = `output { http { url => "u" http_method => "post" ${codes}
      format => message } }`;

    expect(lint(text)).toEqual(['2:17 fails-at-start']);
    expect(lint(text.replace('format', 'message => "%{n}" format'))).toEqual([]);
    expect(lint(text.replace('=> message', '=> "${FORMAT}"'))).toEqual([]);
  });

  test('those of a codec are held against the codec', () => {
    const text = 'output { stdout { codec => rubydebug { metadata => 1 colour => true } } }';
    expect(lint(text)).toEqual(['1:52 wrong-value', '1:54 unknown-option']);
  });

  test('a plugin whose options are not known here is named, and not judged', () => {
    const files = [{ name: 'a.conf', text: 'filter { tld { any => "thing" } }' }];
    const { findings, unchecked } = lintPipeline(files, {
      version: '9',
      documentedVariables: null,
    });

    expect({ findings, unchecked }).toEqual({ findings: [], unchecked: ['filter tld'] });
  });
});
