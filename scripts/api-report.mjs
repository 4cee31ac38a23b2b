/**
 * The public API as a document: every name that the package exports, with its signature and its documentation.
 * Read from the declarations of a build, so it shows what a user's compiler and editor see.
 */
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const ENTRIES = { wallstash: 'index.d.ts', 'wallstash/jest': 'testing/jest.d.ts' };

const KINDS = [
  [
    'Functions and values',
    ({ flags }) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable),
  ],
  ['Errors', ({ flags }) => flags & ts.SymbolFlags.Class],
  ['Types', ({ flags }) => flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)],
];

/** The text of docs/api.md, from the declarations in a directory such as `dist`. */
export async function apiReport(directory) {
  const files = Object.values(ENTRIES).map((file) => join(directory, file));
  const program = ts.createProgram(files, { module: ts.ModuleKind.Node20, types: [] });
  const checker = program.getTypeChecker();
  const modules = Object.keys(ENTRIES).map((name, index) => {
    const source = program.getSourceFile(files[index]);
    return { name, source, symbols: exportsOf(source, checker) };
  });
  const exported = new Set(modules.flatMap(({ symbols }) => symbols));
  const used = usedBy(exported, { checker, directory });

  const text = [
    '<!-- Made from the declarations of `src` by `npm run generate`; do not edit. -->',
    '# Public API',
    'Every name that `wallstash` and `wallstash/jest` export, as TypeScript sees it. What is not here is internal and may change without notice. [contract-tests.md](contract-tests.md) shows the library at work.',
    ...modules.flatMap((module) => moduleSections(module, checker)),
    '## Types that these use',
    'Not exported by name: they are here to be read. [notifications.md](notifications.md) has the fields of a `NotificationOf<Type>`.',
    ...byName(used).flatMap((symbol) => section(symbol, checker)),
  ].join('\n\n');
  const config = await resolveConfig(join(import.meta.dirname, 'api-report.mjs'));
  return format(text, { ...config, parser: 'markdown' });
}

function exportsOf(source, checker) {
  return checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .map((symbol) => unaliased(symbol, checker));
}

function unaliased(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The types of ours that the exported names refer to, however far away, and that are not exported themselves. */
function usedBy(exported, { checker, directory }) {
  const known = new Set(exported);
  // A set may grow while it is walked: what is added is visited too.
  for (const symbol of known) {
    const visit = (node) => {
      const found = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
      const target = found === undefined ? undefined : unaliased(found, checker);
      if (target !== undefined && isOurType(target, directory)) known.add(target);
      ts.forEachChild(node, visit);
    };
    for (const declaration of symbol.declarations) visit(declaration);
  }
  return [...known].filter((symbol) => !exported.has(symbol));
}

/** Whether it is a type declared at the top of one of our files; a TypeBox schema's would be nobody's to read. */
function isOurType({ flags, declarations = [] }, directory) {
  if ((flags & (ts.SymbolFlags.Type & ~ts.SymbolFlags.TypeParameter)) === 0) return false;
  return declarations.some(
    (declaration) =>
      ts.isSourceFile(declaration.parent) &&
      declaration.parent.fileName.startsWith(`${directory}/`) &&
      !/= typeof \w+;|\bStatic</.test(declaration.getText()),
  );
}

/** A variable's declaration stands in a list in a statement; others are statements. */
function statementOf(declaration) {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function moduleSections({ name, source, symbols }, checker) {
  const groups = KINDS.flatMap(([title, belongs]) => {
    const members = byName(symbols.filter(belongs));
    if (members.length === 0) return [];
    return [`### ${title}`, ...members.flatMap((symbol) => section(symbol, checker))];
  });
  const added = source.statements.filter(ts.isModuleDeclaration).map((one) => code(one.getText()));
  const augmentations = added.length === 0 ? [] : ['### Added to the types of others', ...added];
  return [`## \`${name}\``, ...groups, ...augmentations];
}

function byName(symbols) {
  const key = ({ name }) => name.toLowerCase();
  return [...symbols].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Heading, documentation, declaration, and what it throws. */
function section(symbol, checker) {
  const documentation = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const throws = symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === 'throws')
    .map(({ text }) => `- throws ${oneLine(ts.displayPartsToString(text))}`);
  const declarations = symbol.declarations.map(
    (one) => literalUnion(one, checker) ?? declarationText(statementOf(one)),
  );
  return [
    `#### \`${symbol.name}\``,
    firstSentence(documentation),
    code(declarations.join('\n\n')),
    throws.join('\n'),
  ].filter((part) => part !== '');
}

function firstSentence(documentation) {
  const [paragraph] = documentation.split('\n\n');
  const text = oneLine(paragraph.replaceAll(/\{@link (\S+?)\}/g, '`$1`'));
  return /^.*?\.(?=\s+[A-Z]|$)/.exec(text)?.[0] ?? text;
}

function oneLine(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A union that is computed from a constant, spelled out; sorted, since the compiler's order hangs on its other work. */
function literalUnion(declaration, checker) {
  if (!ts.isTypeAliasDeclaration(declaration)) return undefined;
  if (!/\b(typeof|keyof)\b/.test(declaration.type.getText())) return undefined;
  const type = checker.getTypeAtLocation(declaration);
  if (!type.isUnion() || !type.types.every((one) => one.isLiteral())) return undefined;
  const members = type.types.map(({ value }) => JSON.stringify(value)).sort();
  return `type ${declaration.name.text} = ${members.join(' | ')};`;
}

/** As it stands, its members' documentation included, without what tells a reader nothing. */
function declarationText(statement) {
  return statement
    .getText()
    .replace(/^(export )?(declare )?/, '')
    .replaceAll(/^ *#private;\n/gm, '');
}

function code(text) {
  return `\`\`\`ts\n${text}\n\`\`\``;
}
