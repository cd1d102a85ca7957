import { randomInt } from 'node:crypto';
import anyAscii from 'any-ascii';

/** The message of an error about a slug that another agent of the workspace has. */
export const SLUG_TAKEN = 'slug already taken';

const MAX_LENGTH = 64;
const RANDOM_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LENGTH = 6;

/** A slug for a name: transliterated, lower case, hyphens between words, and six random characters; at most 64 in all. */
export function slugFor(name: string): string {
  const words = anyAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH - RANDOM_LENGTH - 1)
    .replace(/^-+|-+$/g, '');
  const random = Array.from({ length: RANDOM_LENGTH }, () =>
    RANDOM_CHARACTERS.charAt(randomInt(RANDOM_CHARACTERS.length)),
  );
  return `${words === '' ? 'agent' : words}-${random.join('')}`;
}
