import type { Triage } from '../triage.ts';

/** Rules by the id of their server. */
export const TRIAGE: Record<string, Triage[]> = {};
