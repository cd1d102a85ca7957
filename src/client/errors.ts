import type { components } from '../../generated/types.ts';
import { type ReadError, ApiError as RuntimeError } from '../contract/client/errors.ts';

/** Error codes of the API. The list can grow: handle an unknown code by its status. */
export type ErrorCode = components['schemas']['ErrorCode'];

/** A request that did not succeed, with the error codes of this API. */
export const ApiError = RuntimeError<ErrorCode>;
export type ApiError = RuntimeError<ErrorCode>;

type ErrorBody = components['schemas']['Error'];

/** Reads the body that this API sends with every error. */
export const readError: ReadError = (body) => {
  if (!isErrorBody(body)) return undefined;
  const { code, message, fields, details } = body.error;
  return { code, message, fields, details, requestId: body.request_id };
};

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false;
  return typeof error.code === 'string' && typeof error.message === 'string';
}
