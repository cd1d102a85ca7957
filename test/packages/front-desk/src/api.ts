import { ApiError, type components } from 'voice-agents-client';

export type Agent = components['schemas']['Agent'];

/** Sentences for invalid fields by their names, and one for the whole request by the name ''. */
export type Problems = Record<string, string>;

/** Runs a call. Returns the problems of a request that the API rejects. Other errors are thrown. */
export async function problemsOf(call: () => Promise<void>): Promise<Problems> {
  try {
    await call();
    return {};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'validation_failed') return { ...error.fields };
    if (error.code === 'precondition_failed') return { '': 'Somebody else changed this agent. Open it again.' };
    return { '': error.message };
  }
}
