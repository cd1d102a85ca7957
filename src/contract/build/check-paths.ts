import { ContractError, type OpenApiDocument } from '../document/document.ts';
import { isDecodable, toPointer } from '../document/references.ts';

/**
 * Checks that each path can be part of a URI (RFC 3986 §2.1). Other causes of unreachable paths are warnings.
 *
 * @throws ContractError with each place
 */
export function checkPaths({ paths = {} }: OpenApiDocument): void {
  const faults = Object.keys(paths)
    .filter((path) => !path.startsWith('x-') && !isDecodable(path))
    .map((path) => ({
      pointer: toPointer(['paths', path]),
      message: `The path "${path}" contains malformed percent-encoding. Write a percent sign as "%25".`,
    }));
  if (faults.length > 0) throw new ContractError(faults);
}
