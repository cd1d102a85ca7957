import type { CheckedExchange, CheckFault } from './check.ts';
import type { Received } from './types.ts';

/** Methods that a server may have for every path. */
const GENERAL = ['HEAD', 'OPTIONS', 'TRACE'];

/** The methods that a response says its resource has (RFC 9110 §10.2.1). */
export function listedMethods({ headers }: Pick<Received, 'headers'>): string[] {
  return String(headers.allow ?? '')
    .split(/\s*,\s*/)
    .filter(Boolean);
}

/** The `Allow` of a response to OPTIONS, and of a 405, agrees with the contract. */
export function allowFaults(exchange: CheckedExchange): CheckFault[] {
  const { operation, request, response, tried, methods, overlapping } = exchange;
  // An OPTIONS that the contract declares has the response that it declares.
  const isOptions = request.method === 'OPTIONS' && operation.method !== 'options' && response.status < 300;
  const listed = listedMethods(response);
  // A path that the contract does not have has no methods either.
  if ((!isOptions && response.status !== 405) || listed.length === 0 || tried?.parts.target !== undefined) return [];
  const declared = methods(operation);
  const known = [...declared, ...overlapping(operation), ...GENERAL];
  const what = isOptions ? 'the Allow of OPTIONS' : 'the Allow of the 405';
  const fault = (message: string, cause: string): CheckFault => ({ message, pointer: operation.pointer, cause });
  if (response.status === 405 && listed.includes(request.method)) {
    return [fault(`returned 405 to ${request.method}, which its Allow lists`, `rejected ${request.method}`)];
  }
  const undeclared = listed.filter((method) => !known.includes(method));
  const missing = isOptions ? declared.filter((method) => !GENERAL.includes(method) && !listed.includes(method)) : [];
  return [
    ...(undeclared.length === 0
      ? []
      : [fault(`${what} lists ${undeclared.join(', ')}, not declared`, `lists ${undeclared.join()}`)]),
    ...(missing.length === 0 ? [] : [fault(`${what} lacks ${missing.join(', ')}`, `lacks ${missing.join()}`)]),
  ];
}
