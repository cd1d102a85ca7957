import type { DocumentFault, Place } from '../../document/document.ts';

/** The values of `--format`. */
export const OUTPUT_FORMATS = ['text', 'json', 'markdown', 'sarif', 'github'] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export function isOutputFormat(text: string): text is OutputFormat {
  return OUTPUT_FORMATS.some((format) => format === text);
}

/** A problem of a document, of generated files or of a server: the same for all verbs and formats. */
export type ReportedProblem = {
  /** Id of the rule or check, such as `operation-operationId` or `not_a_server_error`. */
  rule: string;
  level: 'error' | 'warning';
  message: string;
  place?: Place;
  /** In the bundled document, as a JSON Pointer fragment, if the place is not known yet. */
  pointer?: string;
  /** The same for the same problem in every run. */
  fingerprint?: string;
  /** The rule in one sentence. */
  about?: string;
  /** How to fix it. */
  help?: string;
  /** Why a baseline accepts it. */
  accepted?: string;
};

/** The rule of what makes a document unusable. */
export const DOCUMENT_RULE = 'document';

/** The problem of a document that cannot be used, or of which a part is not checked. */
export function problemOfFault(
  { message, pointer, place }: DocumentFault,
  level: ReportedProblem['level'] = 'error',
  rule = DOCUMENT_RULE,
): ReportedProblem {
  return {
    ...{ rule, level, message },
    ...(place === undefined ? {} : { place }),
    ...(pointer === undefined ? {} : { pointer }),
  };
}
