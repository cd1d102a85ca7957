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

/** Sentences of Markdown prose, each on one line. Headings, table rows and list items end a sentence; code blocks are left out. */
export function sentencesOf({ file, line, text }: Text): Text[] {
  const prose = text
    .replace(/^\s*(- )?(description|summary):( [>|]-?$)?/m, blank)
    .replaceAll(/^ *```[\s\S]*?^ *```$/gm, blank)
    .replaceAll(/<!--[\s\S]*?-->/g, blank);
  const sentences: Text[] = [];
  const ends = /[.!?](?=\s)|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\. ))|(?<=^\s*#.*)\n|$(?![\s\S])/gm;
  let start = 0;
  for (const { index, 0: end } of prose.matchAll(ends)) {
    const sentence = prose.slice(start, index + end.length);
    const first = start + Math.max(0, sentence.search(/\S/));
    start = index + end.length;
    if (!/\w/.test(sentence) || /^\s*\|/.test(sentence)) continue;
    sentences.push({
      file,
      line: line + text.slice(0, first).split('\n').length - 1,
      text: sentence.trim().replaceAll(/\s+/g, ' '),
    });
  }
  return sentences;
}

/** As many characters, so that lines stay where they are. */
function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

/** String and template literals of a TypeScript file, its comments, and every name that it declares. */
export function textsOfCode(root: string, file: string): Text[] {
  return textsInCode(file, readFileSync(join(root, file), 'utf8'));
}

export function textsInCode(file: string, code: string): Text[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const texts: Text[] = [{ file, line: 1, text: wordsOf(file) }];
  const add = (position: number, text: string): void => {
    texts.push({ file, line: source.getLineAndCharacterOfPosition(position).line + 1, text });
  };
  const comments = new Map<number, string>();
  const readComments = (node: ts.Node): void => {
    // Nothing before a token of a template is a comment.
    if (ts.isTemplateMiddleOrTemplateTail(node)) return;
    for (const { pos, end } of ts.getLeadingCommentRanges(source.text, node.pos) ?? []) {
      comments.set(pos, source.text.slice(pos, end));
    }
    for (const { pos, end } of ts.getTrailingCommentRanges(source.text, node.end) ?? []) {
      comments.set(pos, source.text.slice(pos, end));
    }
  };
  const visit = (node: ts.Node): void => {
    readComments(node);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const start = node.getStart(source);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) add(start, wordsOf(node.text));
    if (ts.isTemplateExpression(node))
      add(start, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
    if (ts.isIdentifier(node) && isDeclared(node)) add(start, wordsOf(node.text));
    // Tokens too, such as the end of a block, because comments stand before them.
    for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  for (const [position, text] of comments) add(position, text);
  return texts;
}

function isDeclared({ parent, text }: ts.Identifier): boolean {
  const { name } = parent as ts.NamedDeclaration;
  return name !== undefined && !ts.isPropertyAccessExpression(parent) && ts.isIdentifier(name) && name.text === text;
}

/** `toMatchContract` and `NEVER_SENT` as words, so that patterns find words in names too. */
function wordsOf(name: string): string {
  return /\s/.test(name) ? name : name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
}
