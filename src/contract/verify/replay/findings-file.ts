import type { CheckName } from '../check-names.ts';
import type { Case, CredentialChoice } from '../types.ts';
import type { CheckUnit } from './scope.ts';

/** The source of a text when a stored request is sent again. */
export type ValueSource =
  /** The value that the options give for a header or a parameter of the query. */
  | { credentials: CredentialChoice; name: string }
  /** A value in the body of the response to an earlier request, which counts from 0. */
  | { response: number; pointer: string }
  /** A header of that response, or the last segment of the URL that is its `Location`. */
  | { response: number; header: string }
  /** A text that no other run has. The same number is the same text. */
  | { new: 'uuid' | 'text'; number: number };

/** The parts that a request was written from, as far as the request itself does not have them. */
export type StoredParts = {
  /** Percent-encoded values of path parameters that are part of the case. */
  path?: Record<string, string>;
  query?: string[];
  headers?: Record<string, string>;
  cookies?: string[];
  /** In place of the path of the operation. */
  target?: string;
  /** In place of the method of the operation. */
  method?: string;
  /** As the contract declares it. */
  mediaType?: string;
  /** The value of a body that is not JSON. */
  value?: unknown;
};

/** A request of a finding. `{{1}}` in its texts stands for the value whose source is `values['1']`. */
export type StoredRequest = {
  operationId: string;
  method: string;
  /** Path and query, without the base path. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** A body that is not UTF-8. */
  bodyBase64?: string;
  /** A long body, compressed. */
  bodyGzip?: string;
  credentials: CredentialChoice;
  values?: Record<string, ValueSource>;
  parts?: StoredParts;
  /** The constraint that the request tests, and the reason. */
  case?: Omit<Case, 'operationId' | 'parts'>;
  /** The status of the response in the run. */
  status?: number;
};

/** A finding that can be replayed. */
export type StoredFinding = {
  fingerprint: string;
  check: CheckName;
  operationId: string;
  message: string;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
  /** How often it was met. */
  count: number;
  unit: CheckUnit;
  /** In order. */
  requests: StoredRequest[];
  /** Index of the request that shows the finding. */
  shows: number;
};

/** The content of `verify.findings.json`. */
export type FindingsFile = {
  version: 1;
  /** Path or URL as it was given; absent if it was read from standard input. */
  document?: string;
  seed: number;
  /** The Arazzo document and its inputs, of findings that workflows show. */
  workflows?: { document: string; inputs?: string };
  findings: StoredFinding[];
};

export const FINDINGS_FILE = 'verify.findings.json';

/** @throws Error with a sentence if the text is not a file of findings */
export function parseFindings(text: string): FindingsFile {
  let file: Partial<FindingsFile> | null;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof file !== 'object' || file === null || !Array.isArray(file.findings)) {
    throw new Error('is not a file of findings. Write one with: keepspec verify --findings FILE');
  }
  if (file.version !== 1) throw new Error(`has version ${String(file.version)}. This keepspec reads version 1`);
  const index = file.findings.findIndex((finding) => !isStoredFinding(finding));
  if (index >= 0) throw new Error(`#/findings/${index} is not a finding with its requests`);
  // Requests are checked when they are sent.
  return file as FindingsFile;
}

function isStoredFinding({ fingerprint, check, operationId, unit, requests, shows }: Partial<StoredFinding>): boolean {
  const hasTexts = [fingerprint, check, operationId, unit?.check].every((one) => typeof one === 'string');
  return hasTexts && Array.isArray(requests) && requests.every(isStoredRequest) && requests[shows ?? -1] !== undefined;
}

function isStoredRequest({ operationId, method, path, headers }: Partial<StoredRequest>): boolean {
  return [operationId, method, path].every((one) => typeof one === 'string') && typeof headers === 'object';
}
