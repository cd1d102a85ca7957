import { readFile } from 'node:fs/promises';
import type { components } from '../../../generated/types.ts';

export type Voice = components['schemas']['Voice'];

/** A source of voices. A new source is one function that creates such an object. */
export type VoiceCatalog = {
  /** All voices, in the order in which they are listed. Throws CatalogUnavailable. */
  list(): Promise<Voice[]>;
};

/** Returns the errors of a catalog `{"voices": […]}`; an empty list if it is valid. */
export type CatalogCheck = (value: unknown) => string[];

/** Nothing is known of any voice at present. */
export class CatalogUnavailable extends Error {
  override name = 'CatalogUnavailable';
}

/** Seconds after which a failed fetch is repeated, and clients may retry. */
export const CATALOG_RETRY_SECONDS = 5;
/** A catalog larger than this, in bytes, is taken for a mistake. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The catalog in a JSON file, read once.
 *
 * @throws Error with the file and the problem
 */
export async function openFileCatalog(file: URL | string, check: CatalogCheck): Promise<VoiceCatalog> {
  const catalog: unknown = JSON.parse(await readFile(file, 'utf8'));
  const voices = soundVoices(catalog, check, String(file));
  return { list: async () => voices };
}

/**
 * A catalog behind HTTP. The last fetched catalog is served at once. After `refreshSeconds` it is fetched again
 * in the background. While the upstream fails, the last good catalog stays.
 *
 * @param onFailure called for each fetch that fails
 */
export function openHttpCatalog({
  url,
  timeoutMs,
  refreshSeconds,
  check,
  onFailure,
  now = Date.now,
}: {
  url: string;
  timeoutMs: number;
  refreshSeconds: number;
  check: CatalogCheck;
  onFailure: (error: unknown) => void;
  now?: () => number;
}): VoiceCatalog {
  let cached: Voice[] | undefined;
  let nextFetch = 0;
  let running: Promise<void> | undefined;

  const fetchOnce = (): Promise<void> => {
    running ??= fetchVoices(url, timeoutMs, check)
      .then((voices) => {
        cached = voices;
        nextFetch = now() + refreshSeconds * 1000;
      })
      .catch((error: unknown) => {
        // The next try after a failure waits too, so that an upstream that is down is not asked by every request.
        nextFetch = now() + Math.min(refreshSeconds, CATALOG_RETRY_SECONDS) * 1000;
        onFailure(error);
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    list: async () => {
      const fetched = now() >= nextFetch || running !== undefined ? fetchOnce() : undefined;
      if (cached === undefined) await fetched;
      if (cached === undefined)
        throw new CatalogUnavailable(`The voice catalog at ${shown(url)} has not responded yet.`);
      return cached;
    },
  };
}

async function fetchVoices(url: string, timeoutMs: number, check: CatalogCheck): Promise<Voice[]> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok || response.body === null) throw new Error(`${shown(url)} returned ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`${shown(url)} returned more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return soundVoices(JSON.parse(Buffer.concat(chunks).toString('utf8')), check, shown(url));
}

/** An address for logs: what may be a password or a token is left out. */
function shown(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function soundVoices(catalog: unknown, check: CatalogCheck, source: string): Voice[] {
  // A paged response has the same form; its other members say nothing of the voices.
  const voices = (catalog as { voices?: unknown } | null)?.voices;
  const faults = check({ voices, next_cursor: null, has_more: false });
  if (faults.length > 0) throw new Error(`${source} is not a voice catalog: ${faults.slice(0, 5).join('; ')}`);
  // The check has validated it against the contract's schema.
  return voices as Voice[];
}
