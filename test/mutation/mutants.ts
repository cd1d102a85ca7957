import ts from 'typescript';

/** One small change of a source file that its tests should notice. */
export type Mutant = {
  file: string;
  /** From 1. */
  line: number;
  kind: string;
  start: number;
  end: number;
  /** What stood between `start` and `end`, and what stands there instead. */
  from: string;
  to: string;
  /** The whole line before the change, to find the place again when lines have been added above. */
  code: string;
};

const SWAPS = new Map<ts.SyntaxKind, [kind: string, to: string]>([
  [ts.SyntaxKind.LessThanToken, ['relational', '<=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['relational', '<']],
  [ts.SyntaxKind.GreaterThanToken, ['relational', '>=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['relational', '>']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['equality', '!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['equality', '===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['logical', '||']],
  [ts.SyntaxKind.BarBarToken, ['logical', '&&']],
  [ts.SyntaxKind.PlusToken, ['arithmetic', '-']],
  [ts.SyntaxKind.MinusToken, ['arithmetic', '+']],
  [ts.SyntaxKind.AsteriskToken, ['arithmetic', '/']],
  [ts.SyntaxKind.SlashToken, ['arithmetic', '*']],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ['nullish', '=']],
]);

const METHOD_SWAPS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
  ['find', 'findLast'],
  ['replaceAll', 'replace'],
]);

/** Methods whose call can be left out: what it was called on stands in its place. */
const METHOD_REMOVALS = new Set(
  ['filter', 'sort', 'toSorted', 'reverse', 'slice', 'subarray', 'trim', 'toLowerCase', 'toUpperCase', 'flat'].concat([
    'replace',
    'replaceAll',
    'concat',
  ]),
);

/**
 * Constants that only decide when work is done or in which portions: milliseconds, rows read at once, pieces of a text, what
 * a cache keeps. One more changes no response, and tests do not measure time. Limits that clients meet are not of these.
 */
const TUNED = /(_MS|ROWS|ROWS_AT_ONCE|CHUNK_BYTES|PIECE|PIECE_BYTES|BATCH|KEPT|KEPT_LANES|PREPARED_STATEMENTS)$/;

/** All changes that are made of a source file, in the order of the text. */
export function listMutants(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const found: Mutant[] = [];
  const add = (kind: string, node: { start: number; end: number }, to: string): void => {
    const { start, end } = node;
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const code = (lines[line - 1] ?? '').trim();
    found.push({ file, line, kind, start, end, from: text.slice(start, end), to, code });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)) return;
    mutateExpression(node, source, add);
    mutateStatement(node, source, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Add = (kind: string, node: { start: number; end: number }, to: string) => void;

function mutateExpression(node: ts.Node, source: ts.SourceFile, add: Add): void {
  const span = (of: ts.Node) => ({ start: of.getStart(source), end: of.getEnd() });
  const text = (of: ts.Node): string => of.getText(source);
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    const swap = SWAPS.get(operatorToken.kind);
    if (swap !== undefined) add(swap[0], span(operatorToken), swap[1]);
    if (swap?.[0] === 'logical') {
      add('removed condition', span(node), text(left));
      add('removed condition', span(node), text(right));
    }
    if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      add('nullish', span(node), text(left));
      add('nullish', span(node), text(right));
    }
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) add('boolean', span(node), 'false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) add('boolean', span(node), 'true');
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    add('logical', span(node), text(node.operand));
  } else if (ts.isNumericLiteral(node) && !isTuned(node)) add('number', span(node), `${Number(node.text) + 1}`);
  else if (ts.isStringLiteral(node) && node.text !== '' && !isName(node)) add('text', span(node), "''");
  else if (ts.isConditionalExpression(node)) {
    add('condition', span(node.condition), 'true');
    add('condition', span(node.condition), 'false');
  } else if (ts.isArrayLiteralExpression(node) && node.elements.length > 1) {
    for (const element of node.elements) add('removed element', span(element), '...[]');
  } else if (ts.isRegularExpressionLiteral(node)) mutatePattern(node, span(node), add);
  else if (ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined) {
    add('optional chaining', span(node.questionDotToken), '.');
  } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression: target } = node.expression;
    const other = METHOD_SWAPS.get(name.text);
    // With a pattern of the flag g both replace all.
    const isSame = name.text === 'replaceAll' && !ts.isStringLiteral(node.arguments[0] ?? node);
    if (other !== undefined && !isSame) add('method', span(name), other);
    if (METHOD_REMOVALS.has(name.text)) add('removed call', span(node), text(target));
  }
}

function isTuned(node: ts.Node): boolean {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  return declaration !== undefined && ts.isIdentifier(declaration.name) && TUNED.test(declaration.name.text);
}

/** Names of properties and types of literals are not values. */
function isName(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) && parent.name === node) || ts.isLiteralTypeNode(parent);
}

function mutatePattern(node: ts.RegularExpressionLiteral, where: { start: number; end: number }, add: Add): void {
  const end = node.text.lastIndexOf('/');
  const [pattern, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
  const isAnchored = pattern.startsWith('^') && pattern !== '^';
  if (isAnchored && !fitsAtStart(pattern.slice(1), flags)) add('pattern', where, `/${pattern.slice(1)}/${flags}`);
  // What takes all there is ends at the end by itself.
  if (pattern.endsWith('$') && !/(\\|\.[*+])\$$/.test(pattern))
    add('pattern', where, `/${pattern.slice(0, -1)}/${flags}`);
  if (flags.includes('i')) add('pattern', where, `/${pattern}/${flags.replace('i', '')}`);
}

/** Whether a pattern that may be empty and needs no end fits at the start of any text, so that `^` before it says nothing. */
function fitsAtStart(pattern: string, flags: string): boolean {
  return !flags.includes('g') && !/[$|]/.test(pattern) && new RegExp(pattern, flags).test('');
}

function mutateStatement(node: ts.Node, source: ts.SourceFile, add: Add): void {
  const span = (of: ts.Node) => ({ start: of.getStart(source), end: of.getEnd() });
  if (ts.isIfStatement(node)) {
    add('condition', span(node.expression), 'true');
    add('condition', span(node.expression), 'false');
  } else if (ts.isExpressionStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)) {
    add('removed statement', span(node), ';');
  }
}
