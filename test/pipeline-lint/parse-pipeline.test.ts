import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parsePipeline } from '../../src/pipeline-lint/grammar/parse-pipeline';
import { placesIn } from '../../src/pipeline-lint/grammar/syntax-tree';

const FIXTURES = join(__dirname, '..', 'fixtures', 'pipelines');

describe('parsing a pipeline', () => {
  test.each(readdirSync(FIXTURES))('reads all of %s', (name) => {
    const { sections, syntaxError } = parsePipeline(readFileSync(join(FIXTURES, name), 'utf8'));

    expect(syntaxError).toBeNull();
    expect(sections.length).toBeGreaterThan(0);
  });

  test('keeps every kind of value', () => {
    const { sections } = parsePipeline(`input {
      http { # a comment
        port => 5044  threads => -1.5
        host => 'it\\'s'  user => "a \\"b\\""
        codec => json_lines { target => "[x]" }
        tags => ["a", b2, 3, ["c"]]
        add_field => { "a" => 1 b2 => [] 3 => {} }
      }
    }\n`);
    const [plugin] = sections[0]?.statements ?? [];

    expect(plugin).toMatchObject({
      name: 'http',
      attributes: [
        { name: 'port', value: { kind: 'number', text: '5044' } },
        { name: 'threads', value: { kind: 'number', text: '-1.5' } },
        { name: 'host', value: { kind: 'string', text: "it\\'s" } },
        { name: 'user', value: { kind: 'string', text: 'a \\"b\\"' } },
        { name: 'codec', value: { kind: 'plugin', name: 'json_lines' } },
        {
          name: 'tags',
          value: { items: [{ text: 'a' }, { kind: 'bareword' }, { text: '3' }, { kind: 'array' }] },
        },
        {
          name: 'add_field',
          value: {
            entries: [
              { key: { text: 'a' } },
              { key: { text: 'b2' }, value: { items: [] } },
              { key: { text: '3' }, value: { entries: [] } },
            ],
          },
        },
      ],
    });
  });

  test.each([
    ['[a] == 1', '==', ['selector', 'number']],
    ['[a][b] in ["x", "y"]', 'in', ['selector', 'array']],
    ['"x" not in [tags]', 'not in', ['string', 'selector']],
    ['[a] =~ /\\/x/', '=~', ['selector', 'regexp']],
    ['[a] !~ "x"', '!~', ['selector', 'string']],
    ['![a]', '!', ['selector']],
    ['[a]', '', ['selector']],
    ['fn([a], "x") >= 2', '>=', ['call', 'number']],
  ])('reads the condition %s', (condition, operator, kinds) => {
    const { sections, syntaxError } = parsePipeline(`filter { if ${condition} { drop { } } }`);
    const [branch] = sections[0]?.statements ?? [];
    const expression =
      branch?.kind === 'branch' ? branch.arms[0]?.condition?.expressions[0] : undefined;

    expect(syntaxError).toBeNull();
    expect(expression).toMatchObject({ operator, operands: kinds.map((kind) => ({ kind })) });
  });

  test('reads groups, joined expressions and all arms of a branch', () => {
    const { sections, syntaxError } = parsePipeline(
      'filter { if ([a] and !([b] or [c])) xor [d] nand [e] { drop {} } else if [f] { } else { drop {} } }',
    );

    expect(syntaxError).toBeNull();
    expect(sections[0]?.statements[0]).toMatchObject({
      arms: [
        { condition: { expressions: [{ kind: 'group' }, {}, {}] }, statements: [{ name: 'drop' }] },
        { condition: { expressions: [{}] }, statements: [] },
        { condition: null, statements: [{ name: 'drop' }] },
      ],
    });
  });

  test.each([
    ['input {\n  http { port => 1, host => "a" }\n}', 2, 19, /white space.*found , \(options/],
    ['input { http { port = 1 } }', 1, 21, /Expected => .*found = \(.*==/],
    ['input { http { port => 1 } ', 1, 28, /} that closes the section input.*end of the file/],
    ['input { http { host => "a } }', 1, 24, /a string that does not end/],
    ['filter { if [a] && [b] { } }', 1, 17, /found && \(Logstash has and/],
    ['filter { elsif [a] { } }', 1, 16, /Logstash has else if/],
    ['filter { if [a] == xy { } }', 1, 20, /A bare word cannot stand here/],
    ['inputs { }', 1, 6, /Expected { that opens the section input/],
    ['input { } # the\r# end', 1, 16, /a line feed that ends the comment/],
    ['\uFEFFinput { }', 1, 1, /byte order mark/],
    ['input { http { port => 1e2 } }', 1, 25, /white space/],
    ['input { http { a1 => b2#\n c3 => d4 } }', 1, 24, /White space must stand before/],
  ])('says where and why it cannot read %j', (text, line, column, message) => {
    const { syntaxError } = parsePipeline(text);

    expect(syntaxError?.message).toMatch(message);
    expect(placesIn(text)(syntaxError?.at ?? -1)).toEqual({ line, column });
  });

  test('needs no white space where braces close', () => {
    const text = 'input{http{codec=>json_lines{target=>"a"}add_field=>{"a"=>"b"}}}';
    const { syntaxError } = parsePipeline(text.replace('}add', '} add'));

    expect(syntaxError).toBeNull();
    expect(parsePipeline(text).syntaxError?.at).toBe(text.indexOf('add'));
  });

  test('keeps the sections before the error', () => {
    expect(parsePipeline('input { stdin { } } filter { ] }').sections).toHaveLength(1);
  });

  test('refuses what is nested without end instead of running out of stack', () => {
    const texts = [
      `input { http { a1 => ${'['.repeat(100_000)}`,
      `filter { if ${'('.repeat(100_000)}`,
      `filter { ${'if [a] { '.repeat(100_000)}`,
      `filter { if ${'f2('.repeat(100_000)}`,
      `input { http { codec => ${'c2 { codec => '.repeat(100_000)}`,
    ];

    expect(texts.map((text) => parsePipeline(text).syntaxError?.message)).toEqual(
      texts.map(() => 'This is nested more than 300 deep.'),
    );
  });
});
