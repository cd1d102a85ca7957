import type { Flat } from '../../values/flat.ts';
import { breakFormat } from '../../values/formats.ts';
import { breakPattern, lengthOf, makeText, ODD_TEXTS, textFits } from '../../values/texts.ts';
import type { Boundary, Constraint } from './constraint.ts';

/** Longer texts are not made. */
const LONGEST = 200_000;

/** Constraints of a string. */
export function textConstraints(flat: Flat, place: string[], seed: number): Constraint[] {
  const list: Constraint[] = [];
  const isText = (value: unknown): value is string => typeof value === 'string';
  const add = (keyword: string, boundaries: Boundary[], about?: string): void => {
    list.push({ place, keyword, ...(about === undefined ? {} : { about }), boundaries });
  };
  const lengths: [string, unknown, (length: number, bound: number) => boolean, number][] = [
    ['minLength', flat.minLength, (length, bound) => length < bound, -1],
    ['maxLength', flat.maxLength, (length, bound) => length > bound, 1],
  ];
  for (const [keyword, bound, breaks, step] of lengths) {
    if (typeof bound !== 'number' || (keyword === 'minLength' && bound === 0) || bound > LONGEST) continue;
    add(keyword, [
      {
        name: 'at the bound',
        valid: true,
        holds: (value) => isText(value) && lengthOf(value) === bound,
        make: madeOnce(() => textsOfLength(flat, bound, seed)),
      },
      {
        name: 'beyond',
        valid: false,
        holds: (value) => isText(value) && breaks(lengthOf(value), bound),
        make: madeOnce(() =>
          textsOfLength({ ...flat, minLength: 0, maxLength: LONGEST + 1 }, bound + step, seed, true),
        ),
      },
    ]);
  }
  for (const pattern of flat.patterns ?? []) {
    add(
      'pattern',
      [
        {
          name: 'no match',
          valid: false,
          holds: (value) => isText(value) && !textFits({ patterns: [pattern] }, value),
          make: (current) => breakPattern(pattern, flat, isText(current) ? current : 'rex'),
        },
      ],
      pattern,
    );
  }
  if (breakFormat(flat.format).length > 0) {
    const wrong = breakFormat(flat.format);
    add('format', [
      {
        name: 'of another format',
        valid: false,
        holds: (value) => isText(value) && wrong.includes(value),
        make: () => wrong,
      },
    ]);
  }
  if (flat.patterns === undefined && flat.format === undefined) {
    const odd = ODD_TEXTS.filter((text) => textFits(flat, text));
    if (odd.length > 0) {
      add('string', [
        {
          name: 'odd characters',
          valid: true,
          holds: (value) => isText(value) && /[^\x20-\x7E]|["'\\<]/.test(value),
          make: () => odd,
        },
      ]);
    }
  }
  return list;
}

/** Random cases ask for the same long texts again and again. */
function madeOnce(make: () => string[]): () => string[] {
  let made: string[] | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function textsOfLength(flat: Flat, length: number, seed: number, plainToo = false): string[] {
  if (length < 0) return [];
  const plain = makeText(flat, { length, seed });
  const found = plain === undefined ? [] : [plain];
  // Two code units make one character.
  const wide = '🐈'.repeat(length);
  if (flat.format === undefined && textFits({ ...flat, minLength: length, maxLength: length }, wide)) found.push(wide);
  return found.length > 0 || !plainToo ? found : ['x'.repeat(length)];
}
