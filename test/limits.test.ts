import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = new URL('../src/', import.meta.url);
const MOST_LINES_OF_FILE = 300;
const MOST_LINES_OF_FUNCTION = 80;
const MOST_PARAMETERS = 4;

/** Names that are declared in several files, each with the reason why they are one thing. */
const SHARED: Record<string, string> = {
  up: 'every migration has this function, by which Kysely finds it',
  contractMatchers: 'the entries for vitest and for other runners have the same function',
};

const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => {
    const text = readFileSync(new URL(file, SRC), 'utf8');
    return { file, text, source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  });

/** Functions and types that a file declares at its top. */
function declaredNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        initializer !== undefined && ts.isArrowFunction(initializer) ? [name.getText(source)] : [],
      );
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isClassDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}

type Measured = { name: string; lines: number; parameters: number };

function measureFunctions(source: ts.SourceFile): Measured[] {
  const found: Measured[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const line = (at: number): number => source.getLineAndCharacterOfPosition(at).line;
      const name = node.name?.getText(source) ?? `line ${line(node.getStart(source)) + 1}`;
      found.push({ name, lines: line(node.end) - line(node.getStart(source)) + 1, parameters: node.parameters.length });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('one name for one thing: no function and no type is declared in two files', () => {
  const files = new Map<string, string[]>();
  for (const { file, source } of SOURCES)
    for (const name of new Set(declaredNames(source))) files.set(name, [...(files.get(name) ?? []), file]);
  expect(files.size).toBeGreaterThan(1000);
  const several = [...files].filter(([, where]) => where.length > 1);
  expect(Object.fromEntries(several.filter(([name]) => !Object.hasOwn(SHARED, name)))).toEqual({});
  expect(several.map(([name]) => name).sort()).toEqual(Object.keys(SHARED).sort());
});

test(`files have at most ${MOST_LINES_OF_FILE} lines`, () => {
  const long = SOURCES.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES_OF_FILE);
  expect(long.map(({ file }) => file)).toEqual([]);
});

test(`functions have at most ${MOST_LINES_OF_FUNCTION} lines and ${MOST_PARAMETERS} parameters`, () => {
  const functions = SOURCES.flatMap(({ file, source }) =>
    measureFunctions(source).map((measured) => ({ file, ...measured })),
  );
  expect(functions.length).toBeGreaterThan(2000);
  const long = functions.filter(
    ({ lines, parameters }) => lines > MOST_LINES_OF_FUNCTION || parameters > MOST_PARAMETERS,
  );
  expect(long).toEqual([]);
});
