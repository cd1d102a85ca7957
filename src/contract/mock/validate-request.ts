import { compileContract } from '../build/build.ts';
import type { CompiledOperation } from '../document/compiled.ts';
import type { OpenApiDocument } from '../document/document.ts';
import { findMediaType, isJson } from '../document/media-types.ts';
import { findViolations, serveOperations } from '../serve/engine.ts';
import { rejectionStatus } from '../serve/rejection-status.ts';
import { compileRoutes } from '../serve/routes.ts';
import type { TextRule, Violation } from '../serve/types.ts';

/** A request as the mock has read it. */
export type RawRequest = {
  /** Lower case. */
  method: string;
  path: string;
  /** What follows the question mark, without it. */
  query: string;
  headers: Record<string, string>;
  /** Undefined where there is none. */
  body: unknown;
  /** What of the body cannot be kept as it was sent. */
  faults: Violation[];
};

/** Where a request leads, and what of it the contract does not allow. */
export type Verdict = {
  /** The path without the base path of a server. */
  path: string;
  /** The templated path that it leads to; undefined where there is none. */
  template: string | undefined;
  violations: Violation[];
  /** The status of the response to these violations; undefined if there are none. */
  rejection?: 400 | 404 | 422 | undefined;
  /** The status of the response to a body that cannot be decoded. */
  undecodable?: 400 | 404 | 422;
  /** Whether everything in the request was validated, so that nothing is left to Prism. */
  isWhole: boolean;
  /** Whether the contract allows a JSON body in a response of the operation. */
  fits?: (status: number, body: unknown) => boolean;
};

export type RequestValidator = {
  validateRequest: (request: RawRequest) => Verdict;
  /** Which texts a body may hold. */
  texts: TextRule;
};

/**
 * Validates requests with the validators of the server, so that both reject the same ones. A base path of the contract's
 * servers may stand before the path or be left out.
 *
 * @throws ContractError where the document cannot be compiled
 */
export function createRequestValidator(document: OpenApiDocument): RequestValidator {
  const contract = compileContract(document);
  const operations = serveOperations(contract).map((one) => ({
    ...one,
    basePaths: [...new Set(['', ...one.basePaths])],
  }));
  const findRoute = compileRoutes(operations);
  const validateRequest: RequestValidator['validateRequest'] = ({ method, path, query, headers, body, faults }) => {
    const match = findRoute(path);
    if (match === undefined) return { path, template: undefined, violations: [], isWhole: false };
    const known = [...match.route.operations.values()][0];
    const base = known?.basePaths.find((one) => match.route.path === one + known.path) ?? '';
    const where = { path: path.slice(base.length), template: known?.path };
    const served =
      match.route.operations.get(method) ?? (method === 'head' ? match.route.operations.get('get') : undefined);
    if (served === undefined) return { ...where, violations: [], isWhole: false };
    const texts = Object.fromEntries(served.parameterNames.map((name, index) => [name, match.values[index] ?? '']));
    const decoded = served.decode({ path: texts, query, headers });
    const mediaType = findMediaType(served.bodies ?? new Map(), headers['content-type'] ?? '');
    // What is not JSON is left to Prism, whose front has not read it.
    const isRead = body !== undefined && mediaType !== undefined && isJson(mediaType);
    const input = { method, path, query, headers, match, served, decoded, body: undefined };
    const violations = findViolations(
      isRead ? { ...input, body: { value: body, validated: body, faults, mediaType } } : input,
      'reject',
    );
    // The body's absence is Prism's to find, which knows the other media types too.
    const isWhole = isRead || (body === undefined && served.operation.requestBody?.required !== true);
    const found = isRead ? violations : violations.filter(({ in: place }) => place !== 'body');
    const { operation } = served;
    const fits = (status: number, content: unknown): boolean => allows(operation, status, content);
    return {
      ...where,
      isWhole,
      violations: found,
      rejection: found.length === 0 ? undefined : rejectionStatus(operation, found),
      undecodable: rejectionStatus(operation, []),
      fits,
    };
  };
  return { validateRequest, texts: contract.texts };
}

/** Whether a JSON body is one that the operation declares for a status (OAS 3.1 §4.8.16: itself, its range, the default). */
function allows({ responses }: CompiledOperation, status: number, body: unknown): boolean {
  const response = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
  const [, content] = Object.entries(response?.content ?? {}).find(([type]) => isJson(type)) ?? [];
  return content?.validate === undefined || content.validate(body);
}
