import { equal } from '../../values/flat.ts';
import { NO_HEAD } from '../checks.ts';
import type { Run } from '../run-context.ts';
import type { RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { call, differences, type Lifecycle, type Made, plain, reportFinding, richest } from './lifecycle.ts';
import { bodyUnlike } from './making.ts';

/** A created resource can be read as it was returned, twice the same. HEAD returns what GET does, without the body. */
export async function checkReads(run: Run, { read }: Lifecycle, made: Made): Promise<void> {
  const first = await call(run, read, made.path, plain(run, read));
  if (first === undefined) return;
  if (first.response.status >= 300) {
    reportFinding(run, {
      check: 'ensure_resource_availability',
      operation: read,
      exchange: first,
      message: `returned ${first.response.status} for a resource that was just created`,
    });
    return;
  }
  const differing = differences(made.response.value, first.response.value);
  if (differing.length > 0) {
    reportFinding(run, {
      check: 'reads_what_was_made',
      operation: read,
      exchange: first,
      message: `differs from the response that created it in ${differing.join(', ')}`,
    });
  }
  const second = await call(run, read, made.path, plain(run, read));
  if (second !== undefined && !equal(second.response.value, first.response.value)) {
    reportFinding(run, {
      check: 'repeatable_reads',
      operation: read,
      exchange: second,
      message: 'returns another body to the same request',
    });
  }
  const head = await call(run, read, made.path, plain(run, read, { method: 'HEAD' }));
  if (head === undefined || NO_HEAD.includes(head.response.status)) return;
  if (head.response.status !== first.response.status || head.response.text !== '') {
    reportFinding(run, {
      check: 'head_matches_get',
      operation: read,
      exchange: head,
      message: `returns ${head.response.status} (RFC 9110 §9.3.2)`,
    });
  }
}

/** An entity tag moves with its resource, and requests on condition of one are validated by it (RFC 9110 §13.1). */
export async function checkConditions(run: Run, { read, update, remove }: Lifecycle, made: Made): Promise<void> {
  const first = await call(run, read, made.path, plain(run, read));
  const tag = first?.response.headers.etag;
  if (first === undefined || tag === undefined) return;
  if (Object.hasOwn(read.responses, '304')) {
    const same = await call(run, read, made.path, withHeaders(run, read, { 'if-none-match': tag }));
    if (same !== undefined && same.response.status !== 304) {
      reportFinding(run, {
        check: 'entity_tags',
        operation: read,
        exchange: same,
        message: `returns ${same.response.status} instead of 304 to If-None-Match with its own ETag`,
        cause: '304',
      });
    }
  }
  const parts = update === undefined ? undefined : richest(run, update);
  if (update !== undefined && parts !== undefined) {
    // The usual values may be those that it has.
    const body = bodyUnlike(run, update, first.response.value);
    const changed = await call(run, update, made.path, { ...parts, ...(body && { body }) });
    const later = await call(run, read, made.path, plain(run, read));
    const isChanged = changed !== undefined && changed.response.status < 300;
    const isOther = later !== undefined && !equal(first.response.value, later.response.value);
    if (isChanged && isOther && later.response.headers.etag === tag) {
      reportFinding(run, {
        check: 'entity_tags',
        operation: read,
        exchange: later,
        message: 'the ETag is unchanged after a change (RFC 9110 §8.8.1)',
        cause: 'moves',
      });
    }
  }
  for (const operation of [update, remove]) {
    if (operation === undefined || !Object.hasOwn(operation.responses, '412')) continue;
    const stale = withHeaders(run, operation, { 'if-match': '"no-such-version"' });
    const rejected = await call(run, operation, made.path, stale);
    if (rejected !== undefined && rejected.response.status !== 412) {
      reportFinding(run, {
        check: 'entity_tags',
        operation,
        exchange: rejected,
        message: `returns ${rejected.response.status} instead of 412 to If-Match with another ETag`,
        cause: '412',
      });
    }
  }
}

function withHeaders(run: Run, operation: VerifiableOperation, headers: Record<string, string>): RequestParts {
  const parts = plain(run, operation);
  return { ...parts, headers: { ...parts.headers, ...headers } };
}
