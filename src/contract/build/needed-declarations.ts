/** How a declaration at the top of a module begins. A comment belongs to the next declaration. */
const BEGIN = /^(?=\/\/|(?:function|class|const|let) )/m;
const NAMES = /^(?:function|class|const|let) (?:(\w+)|\[([\w, ]+)\])/m;
const COMMENT = /^\s*\/\/.*$/gm;

type Declaration = { text: string; names: string[]; isNeeded: boolean };

/**
 * The declarations that a text uses, directly or through each other, in their order. A word of the text that is no
 * name, such as that of a property, may keep one more.
 *
 * @param declarations JavaScript of functions, classes and variables, each beginning at the start of a line
 */
export function neededDeclarations(declarations: string, user: string): string {
  const all = readDeclarations(declarations);
  const open = [user];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const one of all) {
      if (one.isNeeded || !one.names.some((name) => hasWord(text, name))) continue;
      one.isNeeded = true;
      open.push(one.text.replaceAll(COMMENT, ''));
    }
  }
  return all.flatMap(({ text, isNeeded }) => (isNeeded ? [text] : [])).join('');
}

/** The first look is the faster one in a text of megabytes. */
function hasWord(text: string, word: string): boolean {
  return text.includes(word) && new RegExp(`\\b${word}\\b`).test(text);
}

function readDeclarations(text: string): Declaration[] {
  const all: Declaration[] = [];
  let comments = '';
  for (const part of text.split(BEGIN)) {
    const [, name, list] = NAMES.exec(part) ?? [];
    const names = name === undefined ? (list?.split(', ') ?? []) : [name];
    if (names.length === 0) {
      comments += part;
      continue;
    }
    all.push({ text: comments + part, names, isNeeded: false });
    comments = '';
  }
  return all;
}
