import type { Principal, VoiceWorker } from '../platform/keys.ts';

/** Who makes a request, by the security scheme that let it in. */
export type Principals = { ApiKey: Principal; WorkerToken: VoiceWorker };
