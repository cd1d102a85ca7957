import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One import or re-export of a file. */
export type Import = {
  /** A path from the root of the repository for a relative specifier, else the specifier, such as `node:fs`. */
  target: string;
  /** What is imported by name, as the target names it. */
  names: string[];
  /** Whether nothing of it is left when types are stripped. */
  isTypeOnly: boolean;
  /** Whether it is an `import()`, which loads the target when it is called. */
  isDynamic: boolean;
};

/**
 * The imports of a TypeScript file, dynamic ones included.
 *
 * @param root of the repository
 * @param file path from the root
 */
export function readImportsOf(root: string, file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) {
      const { text: name } = specifier;
      const target = name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
      found.push({ target, names: namesOf(node), isTypeOnly: isTypeOnly(node), isDynamic: ts.isCallExpression(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function namesOf(node: ts.Node): string[] {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
