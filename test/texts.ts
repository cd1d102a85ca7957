import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text that people read, or the words of a public name. */
export type Text = { file: string; line: number; text: string };

/** Paths from the root of the files under a folder whose names end in this. */
export function filesUnder(root: string, folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
    .sort();
}

export function textsOfMarkdown(root: string, file: string): Text[] {
  return [{ file, line: 1, text: readFileSync(join(root, file), 'utf8') }];
}

/** Descriptions and summaries of a YAML file. Examples are data: a prompt may say anything. */
export function textsOfYaml(root: string, file: string): Text[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const texts: Text[] = [];
  let exampleIndent = Number.POSITIVE_INFINITY;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const indent = line.search(/\S/);
    if (indent === -1 || indent > exampleIndent) continue;
    exampleIndent = /^\s*(- )?(examples?|default|enum):/.test(line) ? indent : Number.POSITIVE_INFINITY;
    if (!/^\s*(- )?(description|summary):/.test(line)) continue;
    const first = at;
    while (at + 1 < lines.length && (lines[at + 1] === '' || (lines[at + 1] as string).search(/\S/) > indent)) at++;
    texts.push({ file, line: first + 1, text: lines.slice(first, at + 1).join('\n') });
  }
  return texts;
}

/** String and template literals of a TypeScript file, its exported names and the members of its exported types. */
export function textsOfCode(root: string, file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: Text[] = [{ file, line: 1, text: wordsOf(file) }];
  const add = (node: ts.Node, text: string): void => {
    texts.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text });
  };
  const visit = (node: ts.Node, isExported: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) add(node, wordsOf(node.text));
    if (ts.isTemplateExpression(node))
      add(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
    if (isExported && isNamed(node) && node.name !== undefined) add(node, wordsOf(node.name.getText(source)));
    const exportsMembers =
      isExported && !ts.isFunctionLike(node) && !ts.isVariableDeclaration(node) && !ts.isBlock(node);
    ts.forEachChild(node, (child) => visit(child, exportsMembers || isExport(child)));
  };
  ts.forEachChild(source, (node) => visit(node, isExport(node)));
  return texts;
}

function isExport(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function isNamed(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node)
  );
}

/** `toMatchContract` and `NEVER_SENT` as words, so that patterns find words in names too. */
function wordsOf(name: string): string {
  return /\s/.test(name) ? name : name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
}
