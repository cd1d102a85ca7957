import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { SERVERS } from './paths.ts';
import { PEERS } from './peers.ts';

/**
 * Compiles the servers, so that no start takes the time of removing types. openapi-backend is in one file, as in the published
 * package.
 */
export async function compileServers(): Promise<void> {
  const peers = Object.values(PEERS).map(({ module }) => [module.slice(2, -3), pathOf(module)]);
  const bundle = await rolldown({
    input: { server: pathOf('server.ts'), ...Object.fromEntries(peers) },
    platform: 'node',
    logLevel: 'silent',
    external: (id, importer) =>
      isPackage(id) &&
      !(id === 'openapi-backend' && importer?.includes('/src/contract/')) &&
      !importer?.includes('/node_modules/'),
  });
  await bundle.write({ dir: fileURLToPath(SERVERS), format: 'esm', chunkFileNames: 'shared/[name]-[hash].js' });
  await bundle.close();
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

function isPackage(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('/');
}
