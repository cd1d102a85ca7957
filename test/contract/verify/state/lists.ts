import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import type { Lifecycle, Made } from '../../../../src/contract/verify/state/lifecycle.ts';
import {
  createRun,
  documentWith,
  type MemoryRun,
  makeThing,
  type Read,
  type Reply,
  type Store,
  serveThings,
  THINGS,
} from './things.ts';

export type Defect = (reply: Reply, request: Read, store: Store) => Reply | undefined;
export type Page = { things: Record<string, unknown>[]; next: string | null };

/** What a check finds in a server of things, what it sends, and the bodies of what it makes. */
export async function tryList(
  check: (run: MemoryRun, life: Lifecycle, made: Made) => Promise<void>,
  defect?: Defect,
  document = THINGS,
): Promise<{ found: string[]; log: string[]; made: unknown[] }> {
  const run = createRun(serveThings(defect), { document });
  const [life, made] = await makeThing(run);
  await check(run, life, made);
  const bodies = run.sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
  return { found: run.found(), log: run.log(), made: bodies };
}

/** A defect of pages of the list. */
export const ofPages =
  (change: (page: Page, query: URLSearchParams, store: Store) => void): Defect =>
  (right, { method, path, query }, store) => {
    if (method === 'GET' && path === '/things' && right.status === 200) change(right.body as Page, query, store);
    return right;
  };

/** The document whose list has these query parameters and no others. */
export const withParameters = (...names: [name: string, schema: object][]): OpenApiDocument =>
  documentWith((paths) => {
    paths['/things'].get.parameters = names.map(([name, schema]) => ({ name, in: 'query', schema }));
  });
