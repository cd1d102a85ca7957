/** Edits between a word and the one that was probably meant. */
const MOST_EDITS = 3;

/** A question that offers the known name that is nearest to a wrong one, such as ` Did you mean "verify"?`; else empty. */
export function suggest(wrong: string, known: string[]): string {
  const rated = known.map((name) => ({ name, edits: distance(wrong.toLowerCase(), name.toLowerCase()) }));
  const [nearest] = rated.sort((a, b) => a.edits - b.edits);
  if (nearest === undefined) return '';
  const isNear = nearest.edits <= wrong.length / 2.5 || lettersOf(nearest.name) === lettersOf(wrong);
  if (!isNear || nearest.edits > MOST_EDITS) return '';
  return ` Did you mean "${nearest.name}"?`;
}

/** Whether a word is so near to a known one that it is probably a mistake: few edits, or the same letters. */
export function isMisspelled(word: string, known: string[]): boolean {
  const most = word.length < 8 ? 1 : 2;
  return known.some(
    (name) => lettersOf(name) === lettersOf(word) || distance(word.toLowerCase(), name.toLowerCase()) <= most,
  );
}

function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}

/** Insertions, deletions and replacements of characters that make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, character] of [...one].entries()) {
    const next = [at + 1];
    for (let index = 0; index < other.length; index++) {
      const replaced = (row[index] ?? 0) + (other[index] === character ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
