import type { OptionSpec } from '../verb.ts';

/** The option of every verb that reads a document. */
export const ALLOW_REMOTE = {
  'allow-remote': { type: 'flag', about: 'let the document refer to documents on other hosts' },
} satisfies Record<string, OptionSpec>;
