import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Wrong } from '../museum/bodies.ts';
import type { DarkroomDefect } from './defects.ts';
import { addJobs } from './jobs.ts';
import { addPhotos } from './photos.ts';

/** The keys of two customers. */
export const CUSTOMERS = { own: 'key-of-the-first-customer', other: 'key-of-the-second-customer' };

/** Milliseconds that a response may take. */
export const MAX_DARKROOM_MS = 1000;

/** The methods of paths, for requests with others. */
const METHODS: [path: RegExp, methods: string[]][] = [
  [/^\/(photos|jobs)$/, ['GET', 'HEAD', 'POST', 'OPTIONS']],
  [/^\/photos\/[^/]+$/, ['GET', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']],
  [/^\/photos\/[^/]+\/content$/, ['GET', 'HEAD', 'PUT', 'OPTIONS']],
  [/^\/photos\/[^/]+\/scans$/, ['POST', 'OPTIONS']],
  [/^\/jobs\/[^/]+$/, ['GET', 'HEAD', 'DELETE', 'OPTIONS']],
  [/^\/jobs\/[^/]+\/cancel$/, ['POST', 'OPTIONS']],
  [/^\/jobs\/[^/]+\/result$/, ['GET', 'HEAD', 'OPTIONS']],
];

/** A plain Express server of the darkroom, held in memory, with one defect or none. */
export async function startDarkroom(defect?: DarkroomDefect): Promise<{ url: string; stop: () => void }> {
  const app = express();
  app.disable('etag');

  app.use((request, response, next) => {
    const methods = METHODS.find(([path]) => path.test(request.path))?.[1];
    if (methods === undefined || methods.includes(request.method)) return next();
    if (defect === 'an undeclared method is accepted') return void response.json({});
    const more = defect === 'Allow of a 405 lists a method that there is not' ? ['PURGE'] : [];
    response.set('allow', [...methods, ...more].join(', '));
    throw new Wrong('The method is not allowed here.', 405);
  });
  app.use((request, response, next) => {
    const key = request.headers['customer-key'];
    const isFree = defect === 'a read needs no key' && key === undefined && /^\/photos\/[^/]+$/.test(request.path);
    const isKnown = Object.values(CUSTOMERS).includes(String(key)) || (isFree && request.method === 'GET');
    if (isKnown || request.method === 'OPTIONS') return next();
    const isStored = defect === 'an update without a key is rejected and stored' && request.method === 'PATCH';
    if (defect !== 'a 401 has no challenge') response.set('www-authenticate', 'Key realm="darkroom"');
    if (!isStored || key !== undefined) throw new Wrong('The key is missing or wrong.', 401);
    next();
  });
  app.use(express.json({ type: 'application/json' }));

  const find = addPhotos(app, defect);
  const start = addJobs(app, defect);
  app.post('/photos/:photo_id/scans', (request, response) => {
    const { owner } = find(request);
    const { id } = start(owner, { kind: 'archive' });
    const path = defect === 'a Location of a scan leads nowhere' ? 'scans' : 'jobs';
    response.status(202).location(`/${path}/${id}`).end();
  });
  app.use(() => {
    throw new Wrong('There is no such path.', 404);
  });

  // Express knows an error handler by its four parameters.
  app.use((error: { status?: number; message: string }, request: Request, response: Response, _next: NextFunction) => {
    let { message } = error;
    if (defect === 'an error repeats the key') message = `${message} ${request.headers['customer-key']}`;
    if (defect === 'an error has a Python traceback') message = 'Traceback (most recent call last): KeyError';
    response.status(error.status ?? 500).json({ message });
  });

  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
