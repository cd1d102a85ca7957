/** The members of a memory that its selection reads. */
export type Candidate = { fact: string; confidence: number; created_at: string };

/** Memories that a conversation starts with, at most. */
const MEMORIES_AT_START = 10;
/** Days after which news counts half. */
const RECENCY_HALF_LIFE_DAYS = 30;
const DAY_MS = 86_400_000;
/** Characters of a fact, and of the prompt, whose words are compared: finding words takes time. */
const FACT_COMPARED = 300;
const PROMPT_COMPARED = 20_000;

const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The time before which memories have expired.
 *
 * @param retentionDays 0 is no limit
 * @returns RFC 3339; undefined where none is too old
 */
export function oldestKept(retentionDays: number, now: Date): string | undefined {
  const oldest = now.getTime() - retentionDays * DAY_MS;
  return retentionDays === 0 || oldest < 0 ? undefined : new Date(oldest).toISOString();
}

/**
 * The facts that a conversation should begin with, the best first, each listed once. The score of a fact depends on
 * its overlap with the agent's prompt, its age and its confidence.
 *
 * @param candidates newest first
 */
export function chooseMemories(prompt: string, candidates: Candidate[], now: Date): string[] {
  const facts = new Map<string, { fact: string; words: string[]; weight: number }>();
  for (const { fact, confidence, created_at } of candidates) {
    // The newest of those that say the same stands first.
    if (facts.has(fingerprint(fact))) continue;
    const age = Math.max(0, now.getTime() - Date.parse(created_at)) / DAY_MS;
    const weight = confidence * (1 + 0.5 ** (age / RECENCY_HALF_LIFE_DAYS));
    facts.set(fingerprint(fact), { fact, words: wordsOf(fact.slice(0, FACT_COMPARED)), weight });
  }
  if (facts.size === 0) return [];
  const relevanceOf = createRelevance(
    new Set(wordsOf(prompt.slice(0, PROMPT_COMPARED))),
    [...facts.values()].map((one) => one.words),
  );
  return [...facts.values()]
    .map((one) => ({ fact: one.fact, score: one.weight * (1 + relevanceOf(one.words)) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, MEMORIES_AT_START)
    .map(({ fact }) => fact);
}

/**
 * The overlap of two texts, from 0 to 1. Rare words count more (inverse document frequency, Spärck Jones 1972). Long
 * words count more too, because frequent words are short in every language (Zipf's law of abbreviation).
 */
function createRelevance(topic: Set<string>, texts: string[][]): (text: string[]) => number {
  const frequency = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weightOf = (word: string): number => word.length * Math.log(1 + texts.length / (frequency.get(word) ?? 1));
  const sum = (text: string[]): number => text.reduce((total, word) => total + weightOf(word), 0);
  return (text) => (text.length === 0 ? 0 : sum(text.filter((word) => topic.has(word))) / sum(text));
}

/** The same for texts that differ in case, width, white space or the end of the sentence. */
function fingerprint(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.!?。]+$/, '');
}

/** The words of a text in any script (UAX #29), compared without case and width. */
function wordsOf(text: string): string[] {
  return [...words.segment(text.normalize('NFKC').toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  );
}
