import { isObject } from '../../document/references.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { baseOf } from '../write-request.ts';
import { idOfRow, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';

/** The `Location` of a created resource leads to it (RFC 9110 §10.2.2). */
export async function checkLocation(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { location } = made.response.headers;
  if (location === undefined) return;
  const fail = (at: CompletedExchange, message: string): void =>
    reportFinding(run, { check: 'location_leads_to_it', operation: life.create, exchange: at, message });
  if (!URL.canParse(location, made.request.url))
    return fail(made, `the Location ${JSON.stringify(location)} is not a URL reference`);
  const found = await readReference(run, life.read, made, location);
  if (found === undefined) return;
  const { status, value } = found.exchange.response;
  if (status >= 400) return fail(found.exchange, `the Location ${location} of the created resource returns ${status}`);
  if (found.operation !== life.read || !isObject(value)) return;
  const id = idOfRow(life, value);
  if (id !== undefined && id !== made.id) fail(found.exchange, `the Location ${location} of ${made.id} leads to ${id}`);
}

/** The response at the end of a reference, and the operation that declares it, if there is one. */
type Followed = { exchange: CompletedExchange; operation: VerifiableOperation | undefined };

/**
 * Reads what a response refers to; undefined if it cannot be read from here.
 *
 * @param usual the operation that the request is written like, if none is declared at the place
 */
export async function readReference(
  run: Run,
  usual: VerifiableOperation,
  { request }: CompletedExchange,
  reference: string,
): Promise<Followed | undefined> {
  const from = new URL(request.url);
  if (!URL.canParse(reference, from)) return undefined;
  const target = new URL(reference, from);
  // The public name of a server may lead elsewhere from here.
  if (target.origin !== from.origin) return undefined;
  const base = baseOf(run.options, usual);
  const path = target.pathname.startsWith(base) ? target.pathname.slice(base.length) : target.pathname;
  const known = run.plan.operations.find((one) => one.method === 'get' && matches(one, path));
  const operation = known ?? usual;
  const outside = target.pathname.startsWith(base) ? path : `${'/..'.repeat(base.split('/').length - 1)}${path}`;
  // Not checked as a response of the operation, which it need not be.
  const { body: _, ...parts } = plain(run, operation, { target: outside, query: queryPairs(target), method: 'GET' });
  const { exchange } = await run.session.probe(operation, parts, {});
  run.count(operation, 'state');
  return 'failure' in exchange ? undefined : { exchange, operation: known };
}

function queryPairs({ search }: URL): string[] {
  return search === '' ? [] : [search.slice(1)];
}

/** Whether a path is one of an operation. */
function matches({ path }: VerifiableOperation, actual: string): boolean {
  const [wanted, given] = [path.split('/'), actual.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.includes('{') || segment === given[index])
  );
}
