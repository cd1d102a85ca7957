import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { vendor } from '../test/packages/vendor.ts';
import { SERVERS } from './paths.ts';
import { PEERS } from './peers.ts';

const VENDORED = fileURLToPath(new URL('vendor/openapi-backend.js', SERVERS));

/**
 * Compiles the servers, so that no start takes the time of removing types. Ours have openapi-backend in one file, as the
 * published package has.
 */
export async function compileServers(): Promise<void> {
  await rm(SERVERS, { recursive: true, force: true });
  await mkdir(new URL('vendor/', SERVERS), { recursive: true });
  await writeFile(VENDORED, (await vendor('openapi-backend', ['OpenAPIBackend'])).code);
  const peers = Object.values(PEERS).map(({ module }) => [module.slice(2, -3), pathOf(module)]);
  const bundle = await rolldown({
    input: { server: pathOf('server.ts'), ...Object.fromEntries(peers) },
    platform: 'node',
    logLevel: 'silent',
    plugins: [{ name: 'vendored', resolveId: resolvePackage }],
  });
  await bundle.write({ dir: fileURLToPath(SERVERS), format: 'esm', chunkFileNames: 'shared/[name]-[hash].js' });
  await bundle.close();
}

/** Packages stay imports. */
function resolvePackage(id: string, importer: string | undefined) {
  if (id.startsWith('.') || id.startsWith('/')) return undefined;
  const isOurs = id === 'openapi-backend' && importer?.includes('/src/contract/');
  return { id: isOurs ? VENDORED : id, external: true } as const;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
