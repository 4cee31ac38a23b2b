import { findingsIn, lint } from './lint';

describe('conditions', () => {
  test.each([
    ['[a] in ["POST"]', 19, 'Write == "POST", or list two elements.'],
    ["[a] not in [ 'POST' ]", 23, "Write != 'POST', or list two elements."],
    ['([a] in [200])', 20, 'Write == 200, or list two elements.'],
  ])('%s means a field of that name', (condition, column, remedy) => {
    expect(findingsIn(`\nfilter { if ${condition} { drop { } } }`)).toMatchObject([
      { line: 2, column: column + 1, severity: 'error', rule: 'one-element-in', remedy },
    ]);
  });

  test.each(['[a] in ["POST", "PUT"]', '[a] in [tags]', '"x" in [tags]', '[a] == ["x"]'])(
    '%s is left alone',
    (condition) => {
      expect(lint(`filter { if ${condition} { drop { } } }`)).toEqual([]);
    },
  );
});

describe('environment variables', () => {
  const documentedVariables = new Set(['KNOWN']);
  const text = `filter {
  if [a] == "\${ONE}" { mutate { replace => { "\${TWO:x}" => "\${KNOWN}/\${THREE}" } } }
}
`;

  test('that are not documented are errors where they stand', () => {
    const line = text.split('\n')[1] ?? '';
    const found = findingsIn(text, { documentedVariables });

    expect(found).toMatchObject(
      ['ONE', 'TWO', 'THREE'].map((name) => ({
        line: 2,
        column: line.indexOf(`\${${name}`) + 1,
        rule: 'undocumented-variable',
        message: `The environment variable ${name} is not documented.`,
      })),
    );
    expect(found).toHaveLength(3);
  });

  test('are free when nothing is said of documentation', () => {
    expect(lint(text)).toEqual([]);
  });
});
