import type { OptionSpec } from '../verb.ts';

/** A warning of a build. Most begin with their own file, line and column. */
export function describeWarning(documentName: string, sentence: string): string {
  return /^\S+:\d+:\d+: /.test(sentence) ? sentence : `${documentName}: ${sentence}`;
}

/** The option of every verb that reads a document. */
export const ALLOW_REMOTE = {
  'allow-remote': { type: 'flag', about: 'let the document refer to documents on other hosts' },
} satisfies Record<string, OptionSpec>;
