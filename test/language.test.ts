import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALLOWED, PHRASES, type Term, WORDS } from './language-terms.ts';
import { filesUnder, sentencesOf, type Text, textsInCode, textsOfCode, textsOfMarkdown, textsOfYaml } from './texts.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...['docs', 'src', 'test', 'bench'].flatMap((folder) => filesUnder(ROOT, folder, '.md')),
];

/** Hits as `file:line: "the term", write …`, to be opened from a report. */
function findTerms(texts: Text[], terms: Term[]): string[] {
  return texts.flatMap(({ file, line, text }) => {
    let rest = text;
    // Blanked with as many characters, so that lines stay where they are.
    for (const { pattern, files } of ALLOWED) {
      if (files?.test(file) !== false) rest = rest.replaceAll(pattern, (use) => use.replaceAll(/\S/g, '·'));
    }
    return terms.flatMap(({ pattern, write }) =>
      [...rest.matchAll(new RegExp(pattern.source.replaceAll(' ', '\\s+'), 'gi'))].map(({ 0: term, index }) => {
        const at = line + rest.slice(0, index).split('\n').length - 1;
        return `${file}:${at}: "${term.trim()}" in "${around(text, index)}", write: ${write}`;
      }),
    );
  });
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 40), index + 60).replaceAll(/\s+/g, ' ');
}

const AREAS: [title: string, texts: Text[]][] = [
  ['pages', PAGES.flatMap((file) => textsOfMarkdown(ROOT, file))],
  ['descriptions of the contract', filesUnder(ROOT, 'openapi', '.yaml').flatMap((file) => textsOfYaml(ROOT, file))],
  [
    'texts, comments and names of the source',
    filesUnder(ROOT, 'src', '.ts').flatMap((file) => textsOfCode(ROOT, file)),
  ],
  [
    'examples of the guides',
    [
      ...filesUnder(ROOT, 'docs', '.yaml').flatMap((file) => textsOfYaml(ROOT, file)),
      ...filesUnder(ROOT, 'docs', '.ts').flatMap((file) => textsOfCode(ROOT, file)),
    ],
  ],
  [
    'texts of the demo',
    [
      ...filesUnder(ROOT, 'src/api/demo', '.html').flatMap((file) => textsOfMarkdown(ROOT, file)),
      ...filesUnder(ROOT, 'src/api/demo', '.js').flatMap((file) => textsOfCode(ROOT, file)),
    ],
  ],
];
const TEXTS = AREAS.flatMap(([, texts]) => texts);

describe.each(AREAS)('%s', (_title, texts) => {
  test('use the terms of the field', () => {
    expect(texts.length).toBeGreaterThan(0);
    expect(findTerms(texts, WORDS)).toEqual([]);
  });

  test('are written in plain sentences', () => {
    expect(findTerms(texts, PHRASES)).toEqual([]);
  });
});

/** Sentences of comments and descriptions that begin with a relative clause or with "Of", as `file:line`. */
function findRelativeStarts(texts: Text[]): string[] {
  const start =
    /(?:^\s*(?:- )?(?:description|summary):\s*[>|-]*\s*|(?:^|\n)\s*(?:\/\*\*|\*|\/\/)\s*|[.]\s+(?:\*\s+|\/\/\s+)?)(?:What|Where|Whoever|Whose|Who|Of|Nor|Neither)\s/;
  return texts
    .filter(({ text }) => /^\s*(\/[/*]|(- )?(description|summary):)/.test(text))
    .filter(({ text }) => start.test(text))
    .map(({ file, line }) => `${file}:${line}`);
}

test('a sentence begins with its subject, not with "What", "Where" or "Of"', () => {
  const [, descriptions = []] = AREAS[1] ?? [];
  const [, source = []] = AREAS[2] ?? [];
  const [, demo = []] = AREAS[4] ?? [];
  expect(findRelativeStarts([...descriptions, ...source, ...demo])).toEqual([]);
});

const MAX_WORDS = 30;
const MAX_AVERAGE_WORDS = 20;

function wordCount({ text }: Text): number {
  return text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function findLongSentences(texts: Text[]): string[] {
  return texts
    .flatMap(sentencesOf)
    .filter((sentence) => wordCount(sentence) > MAX_WORDS)
    .map((sentence) => `${sentence.file}:${sentence.line}: ${wordCount(sentence)} words: ${sentence.text}`);
}

describe.each([
  ['the contract', AREAS[1]?.[1] ?? []],
  ['the guides', filesUnder(ROOT, 'docs/guides', '.md').flatMap((file) => textsOfMarkdown(ROOT, file))],
])('sentences of %s', (_title, texts) => {
  test(`have at most ${MAX_WORDS} words`, () => {
    expect(findLongSentences(texts)).toEqual([]);
  });

  test(`have at most ${MAX_AVERAGE_WORDS} words on average`, () => {
    const counts = texts.flatMap(sentencesOf).map(wordCount);
    expect(counts.length).toBeGreaterThan(100);
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThanOrEqual(MAX_AVERAGE_WORDS);
  });

  test.each([
    ['left out', 'omitted, absent'],
    ['word for word', 'unchanged'],
    ['stands? for', 'is, selects'],
  ])('do not use "%s"', (phrase, write) => {
    expect(findTerms(texts, [{ pattern: new RegExp(`\\b${phrase}\\b`), write }])).toEqual([]);
  });
});

describe('the search', () => {
  test('finds a sentence that is too long, with the line where it starts', () => {
    const long = Array.from({ length: MAX_WORDS }, () => 'word').join(' ');
    const texts = [{ file: 'x.yaml', line: 5, text: `description: >-\n  A pet. It has\n  ${long}. It barks.` }];
    expect(findLongSentences(texts).map((hit) => hit.slice(0, 20))).toEqual(['x.yaml:6: 32 words: ']);
  });

  test('ends a sentence at headings, list items, rows and code blocks', () => {
    const text = '# Title\nOne `a.b` two.\n\n- three\n- four\n\n| five | six |\n\n```sh\nseven\n```\nEight';
    const sentences = sentencesOf({ file: 'x.md', line: 1, text });
    expect(sentences.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '1 # Title',
      '2 One `a.b` two.',
      '4 - three',
      '5 - four',
      '12 Eight',
    ]);
  });

  test('finds each word in texts and in parts of names', () => {
    const text = { file: 'x.ts', line: 3, text: 'It answers.\nThe refused one' };
    expect(findTerms([text], WORDS).map((hit) => hit.split(' in ')[0])).toEqual([
      'x.ts:3: "answers"',
      'x.ts:4: "refused"',
    ]);
  });

  test('finds phrases that go over the end of a line', () => {
    expect(findTerms([{ file: 'x.md', line: 1, text: 'what came\nof them' }], PHRASES)).toHaveLength(1);
  });

  test.each([
    '/** What a run returns. */',
    '/**\n * The result.\n * Of a run.\n */',
    '// Reads it. Whoever calls it waits.',
    'description: >-\n  The agent. What it says.',
  ])('finds a sentence without its subject: %s', (text) => {
    expect(findRelativeStarts([{ file: 'x.ts', line: 1, text }])).toEqual(['x.ts:1']);
  });

  test.each([
    ['a comment', '\n// It answers.\ncheck();'],
    ['a docstring', '\n/** It answers. */\nfunction check() {}'],
    ['a comment behind a statement', 'check();\ncheck(); // It answers.'],
    ['a comment at the end of a block', 'if (text) {\n// It answers.\n}'],
    ['a local name', '\nconst lastAnswer = 1;'],
    ['a parameter', '\nconst check = (answer: string) => 1;'],
    ['a property', '\ncheck({ lastAnswer: 1 });'],
  ])('reads %s', (_what, code) => {
    expect(findTerms(textsInCode('x.ts', code), WORDS).map((hit) => hit.split(': ')[0])).toEqual(['x.ts:2']);
  });

  test('does not read what a template quotes, nor names of others', () => {
    const code = ['check(text.answer, `$', '{text} // $', '{text}`);'].join('');
    expect(findTerms(textsInCode('x.ts', code), WORDS)).toEqual([]);
  });

  test('leaves out allowed uses', () => {
    expect(findTerms([{ file: 'x.md', line: 1, text: 'Answering machine detection' }], WORDS)).toEqual([]);
  });

  test.each(ALLOWED)('an allowed use is still there: $reason', ({ pattern, files }) => {
    const uses = TEXTS.filter(({ file, text }) => files?.test(file) !== false && text.search(pattern) >= 0);
    expect(uses.length).toBeGreaterThan(0);
  });
});
