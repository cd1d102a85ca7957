import type { operations } from '../../../generated/types.ts';
import type { Voice } from './catalog.ts';

type Filters = Omit<NonNullable<operations['listVoices']['parameters']['query']>, 'limit' | 'cursor'>;

/** The voices that meet every filter, ordered by id, so that a page can go on after an id whatever was added since. */
export function filterVoices(voices: Voice[], { type, locale, gender, model }: Filters): Voice[] {
  return voices
    .filter(
      (voice) =>
        (type === undefined || voice.type === type) &&
        (gender === undefined || voice.gender === gender) &&
        (locale === undefined || beginsWithSubtags(voice.locale, locale)) &&
        (model === undefined || voice.models.some(({ name }) => name === model)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** RFC 4647 §3.3.1, basic filtering: whole subtags, without regard to case. */
function beginsWithSubtags(tag: string, range: string): boolean {
  return `${tag}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
}
