import { setTimeout } from 'node:timers/promises';
import type { Express, Request, Response } from 'express';
import { type Fields, readBody, text, Wrong } from '../museum/bodies.ts';
import type { DarkroomDefect } from './defects.ts';
import { ALBUMS } from './document.ts';
import { listRows } from './lists.ts';
import { readFile, readUpload } from './uploads.ts';

type Photo = { id: string; title: string; album: string; owner: string; file: Buffer; version: number };

const CHANGES = { title: text(1, 80), album: (value: unknown) => ALBUMS.includes(value as string) };
/** Milliseconds that a slow response takes. */
const SLOW_MS = 1500;

function readTags({ headers }: Request, name: 'if-match' | 'if-none-match'): string | undefined {
  const sent = headers[name];
  if (sent !== undefined && !text(0, 100)(sent)) throw new Wrong(`The header "${name}" is too long.`);
  return sent;
}

/** Photos and their files. */
export function addPhotos(app: Express, defect: DarkroomDefect | undefined) {
  const photos: Photo[] = [];
  let count = 0;
  let lists = 0;
  let last = '';

  /** Defects by which a request reaches photos of other customers. */
  const isOpen = (method: string): boolean =>
    (defect === 'photos of other customers can be read' && method === 'GET') ||
    (defect === 'photos of other customers can be deleted' && method === 'DELETE');
  const find = ({ params, headers, method }: Request): Photo => {
    const found = photos.find(({ id }) => id === params.photo_id);
    const isOwn = found?.owner === headers['customer-key'] || headers['customer-key'] === undefined;
    if (found !== undefined && (isOwn || isOpen(method))) return found;
    const isTold = defect === 'a photo of another customer is a 403' && found !== undefined;
    throw isTold ? new Wrong('The photo is not yours.', 403) : new Wrong('There is no such photo.', 404);
  };
  const shown = ({ id, title, album, file }: Photo): Fields => ({ id, title, album, bytes: file.length });
  const tagOf = ({ version }: Photo): string =>
    defect === 'an entity tag stays after a change' ? '"1"' : `"${version}"`;
  const isListed = (sent: string, tag: string): boolean =>
    sent.trim() === '*' || sent.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  const checkMatch = (request: Request, photo: Photo): void => {
    const sent = readTags(request, 'if-match');
    const isStale = sent !== undefined && !isListed(sent, tagOf(photo)) && defect !== 'If-Match is ignored';
    if (isStale) throw new Wrong('The photo has changed.', 412);
  };
  const send = (response: Response, photo: Photo): void => void response.set('etag', tagOf(photo)).json(shown(photo));

  app.get('/photos', async (request, response) => {
    lists += 1;
    if (defect === 'the third list takes long' && lists === 3) await setTimeout(SLOW_MS);
    const isAll = defect === 'photos of other customers are listed';
    const own = photos.filter(({ owner }) => isAll || owner === request.headers['customer-key']);
    const { rows, next_cursor } = listRows(request, own, { name: 'album', values: ALBUMS }, defect);
    response.json({ rows: rows.map(shown), next_cursor });
  });

  app.post('/photos', async (request, response) => {
    const upload = await readUpload(request, defect);
    count += 1;
    const photo = { id: `photo-${count}`, ...upload, owner: String(request.headers['customer-key']), version: 1 };
    photos.push(photo);
    response.status(201).location(`/photos/${photo.id}`).json(shown(photo));
  });

  app.get('/photos/:photo_id', (request, response) => {
    const photo = find(request);
    if (request.method === 'HEAD' && defect === 'HEAD is rejected') throw new Wrong('GET it.', 400);
    if (defect === 'a read returns 201') response.status(201);
    const known = readTags(request, 'if-none-match');
    // Express compares them too.
    if (defect === 'If-None-Match is ignored') delete request.headers['if-none-match'];
    const isKnown = known !== undefined && isListed(known, tagOf(photo)) && defect !== 'If-None-Match is ignored';
    if (isKnown) response.status(304).set('etag', tagOf(photo)).end();
    else send(response, photo);
  });

  app.patch('/photos/:photo_id', (request, response) => {
    const photo = find(request);
    const isStored = defect === 'a stale update is rejected and stored' && request.headers['if-match'] !== undefined;
    if (isStored) Object.assign(photo, readBody(request, CHANGES, []));
    checkMatch(request, photo);
    const changes = readBody(request, CHANGES, []);
    const now = `${photo.id} ${JSON.stringify(changes)}`;
    if (defect === 'a repeated update is rejected' && now === last) throw new Wrong('It is changed already.', 400);
    last = now;
    if (defect === 'a 412 without a condition' && changes.album === 'work') throw new Wrong('It is at work.', 412);
    if (defect === 'an update resets the album' && changes.album === undefined) photo.album = 'family';
    const before = photos[photos.indexOf(photo) - 1];
    if (defect === 'an update changes the photo before it' && before) Object.assign(before, changes);
    if (defect !== 'an update is not stored') Object.assign(photo, changes);
    photo.version += 1;
    send(response, photo);
  });

  app.delete('/photos/:photo_id', (request, response) => {
    const photo = find(request);
    checkMatch(request, photo);
    photos.splice(photos.indexOf(photo), 1);
    response.status(204).end();
  });

  app.get('/photos/:photo_id/content', (request, response) => {
    const { file } = find(request);
    // Express would add a charset.
    response.setHeader('content-type', defect === 'a file comes back as a text' ? 'text/plain' : 'image/png');
    response.end(file);
  });
  app.put('/photos/:photo_id/content', async (request, response) => {
    const name = request.headers['upload-name'];
    const isMissing = name === undefined && defect !== 'an upload needs no name';
    const file = await readFile(request, defect);
    const photo = find(request);
    if (isMissing || (name !== undefined && !text(1, 40)(name)))
      throw new Wrong('"Upload-Name" is missing or too long.');
    photo.file = file;
    photo.version += 1;
    response.status(204).end();
  });
  return find;
}
