import nodeModule, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Number of loads. */
let loads = 0;

/** Files that were loaded before, which CommonJS keeps by their paths. */
const loaded = new Set<string>();

/**
 * Imports a file as it is now, and the files that it imports. Node keeps modules by their URLs, so each import has URLs of its
 * own. Packages in `node_modules` are imported as usual.
 *
 * @param onRead called with each of these files before it is read
 */
export async function importFresh(file: string, onRead: (file: string) => void): Promise<Record<string, unknown>> {
  const { cache } = createRequire(import.meta.url);
  for (const one of loaded) delete cache[one];
  const mark = loads === 0 ? '' : `?${loads}`;
  loads += 1;
  const record = (url: string): string => {
    const path = fileURLToPath(url);
    loaded.add(path);
    onRead(path);
    return pathToFileURL(path).href + mark;
  };
  const start = record(pathToFileURL(resolve(file)).href);
  const urls = new Set([start]);
  // By its object: an import by name would fail in a Node that is too old, before the command can say so.
  const hooks = nodeModule.registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const { parentURL = '' } = context;
      if (!urls.has(parentURL)) return nextResolve(specifier, context);
      // Recorded before it is found: a file that is missing can appear.
      if (/^\.{1,2}\//.test(specifier)) record(new URL(specifier, parentURL).href);
      const resolved = nextResolve(specifier, context);
      if (!resolved.url.startsWith('file:') || resolved.url.includes('/node_modules/')) return resolved;
      const url = record(resolved.url);
      // A module that CommonJS requires has only the URL of its path.
      const fresh = context.conditions.includes('require') ? resolved.url : url;
      urls.add(fresh);
      return { ...resolved, url: fresh };
    },
  });
  try {
    return await import(start);
  } finally {
    hooks.deregister();
  }
}
