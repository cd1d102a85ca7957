import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Test files that reach a source file by imports, the nearest first. */
export type FindTests = (source: string) => string[];

/** Test files that take long by themselves: they come last. */
const SLOW =
  /^test\/(process|browser|documents)\/|verify\/server\.test|readme\.test|two-servers\.test|test-suite\.test/;

/**
 * Reads the imports of all files once. The test file of the same name comes first, then those of the same folder, then by
 * the number of imports on the way.
 *
 * @param files paths from `root`, tests and sources
 */
export async function readImports(root: string, files: string[]): Promise<FindTests> {
  const known = new Set(files);
  const imports = new Map<string, string[]>();
  for (const file of files) {
    const found = importsOf(file, await readFile(join(root, file), 'utf8'));
    imports.set(
      file,
      found.filter((one) => known.has(one)),
    );
  }
  const tests = files
    .filter((file) => file.endsWith('.test.ts'))
    .map((test) => ({ test, reach: reach(test, imports) }));
  return (source) => {
    const mirror = source.replace(/^src/, 'test').replace(/\.ts$/, '');
    const cost = (test: string, distance: number): number => {
      if (test === `${mirror}.test.ts`) return 0;
      const isNear = dirname(test) === dirname(mirror);
      return distance + (isNear ? 0 : 2) + (SLOW.test(test) ? 10 : 0);
    };
    return tests
      .flatMap(({ test, reach: distances }) => {
        const distance = distances.get(source);
        return distance === undefined ? [] : [{ test, cost: cost(test, distance) }];
      })
      .sort((a, b) => a.cost - b.cost)
      .map(({ test }) => test);
  };
}

function importsOf(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isTypeOnly = ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true;
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (!isTypeOnly && specifier !== undefined && ts.isStringLiteral(specifier) && specifier.text.startsWith('.')) {
      found.push(normalize(join(dirname(file), specifier.text)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** How many imports lead from a file to each that it reaches. */
function reach(from: string, imports: Map<string, string[]>): Map<string, number> {
  const distances = new Map([[from, 0]]);
  for (const [file, distance] of distances) {
    for (const next of imports.get(file) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
}
