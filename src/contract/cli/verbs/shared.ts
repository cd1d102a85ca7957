import type { DiscriminatorMode } from '../../build/discriminators.ts';
import { type OptionSpec, UsageError } from '../verb.ts';

/** A warning of a build. Most begin with their own file, line and column. */
export function describeWarning(documentName: string, sentence: string): string {
  return /^\S+:\d+:\d+: /.test(sentence) ? sentence : `${documentName}: ${sentence}`;
}

/** The option of every verb that reads a document. */
export const ALLOW_REMOTE = {
  'allow-remote': { type: 'flag', about: 'allow references to documents on other hosts' },
} satisfies Record<string, OptionSpec>;

/** The option of every verb that validates. The configuration has it once, for all of them. */
export const DISCRIMINATOR = {
  discriminator: {
    type: 'text',
    value: 'MODE',
    default: 'schemas',
    about: 'how to select alternatives: schemas, or enforce for the discriminator',
  },
} satisfies Record<string, OptionSpec>;

/** @throws UsageError for an unknown mode */
export function readDiscriminator(text: string): DiscriminatorMode {
  if (text === 'schemas' || text === 'enforce') return text;
  throw new UsageError(`--discriminator: "${text}" must be schemas or enforce.`);
}
