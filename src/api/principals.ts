import type { Principal, VoiceWorker } from '../platform/keys.ts';

/** The caller of a request, by the security scheme that accepted it. */
export type Principals = { ApiKey: Principal; WorkerToken: VoiceWorker };
