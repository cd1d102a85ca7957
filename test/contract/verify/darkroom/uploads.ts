import { MultipartParseError, parseMultipart } from '@remix-run/multipart-parser/node';
import type { Request } from 'express';
import { text, Wrong } from '../museum/bodies.ts';
import type { DarkroomDefect } from './defects.ts';
import { ALBUMS } from './document.ts';

/** Bytes of a file at most. */
const MOST_BYTES = 256 * 1024;
const TYPE = 'image/png';

/** A file and the fields beside it. */
export type Upload = { title: string; album: string; file: Buffer };

/** Reads a body up to its maximum size. The rest is read too, since clients send all of it before they read a response. */
async function readBytes(request: Request, defect: DarkroomDefect | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MOST_BYTES) chunks.push(chunk);
  }
  if (length > MOST_BYTES && defect === 'a file that is too large is a server error') throw new Error('too large');
  if (length > MOST_BYTES && defect !== 'a file may have any size') throw new Wrong('The file is too large.', 413);
  return Buffer.concat(chunks);
}

/** Reads a body that is a file. */
export async function readFile(request: Request, defect: DarkroomDefect | undefined): Promise<Buffer> {
  const type = request.headers['content-type']?.split(';')[0];
  const bytes = await readBytes(request, defect);
  if (bytes.length === 0) throw new Wrong('The body is missing.');
  if (type !== TYPE && defect !== 'a file may have any media type') {
    throw new Wrong(`The body must be ${TYPE}.`, type === undefined ? 400 : 415);
  }
  return bytes;
}

/** Reads a form with a file. */
export async function readUpload(request: Request, defect: DarkroomDefect | undefined): Promise<Upload> {
  const type = request.headers['content-type']?.split(';')[0];
  if (type !== 'multipart/form-data') {
    await readBytes(request, undefined);
    throw new Wrong('The body must be multipart/form-data.', type === undefined ? 400 : 415);
  }
  const found = new Map<string, { text: string; bytes: Buffer; isFile: boolean; type: string | undefined }>();
  const body = await readBytes(request, undefined);
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
  try {
    for (const part of parseMultipart(body, { boundary })) {
      const name = part.name ?? '';
      if (found.has(name)) throw new Wrong(`The field "${name}" is sent twice.`);
      const bytes = Buffer.from(part.bytes);
      found.set(name, { text: bytes.toString('utf8'), bytes, isFile: part.isFile, type: part.mediaType });
    }
  } catch (error) {
    if (error instanceof MultipartParseError) throw new Wrong('The form cannot be read.');
    throw error;
  }
  return readFields(found, defect);
}

type Part = { text: string; bytes: Buffer; isFile: boolean; type: string | undefined };

function readFields(found: Map<string, Part>, defect: DarkroomDefect | undefined): Upload {
  const unknown = [...found.keys()].find((name) => !['title', 'album', 'file'].includes(name));
  if (unknown !== undefined) throw new Wrong(`The field "${unknown}" is not known.`);
  const needed = (name: string): Part => {
    const part = found.get(name);
    if (part !== undefined) return part;
    throw new Wrong(
      defect === 'an error of an upload names no field' ? 'A field is missing.' : `"${name}" is missing.`,
    );
  };
  const title = needed('title').text;
  const album = needed('album').text;
  const least = Number(defect !== 'an uploaded title may be empty');
  const most = defect === 'an upload of a long title is rejected' ? 79 : 80;
  if (!text(least, most)(title)) throw new Wrong('The "title" must have 1 to 80 characters.');
  if (!ALBUMS.includes(album)) throw new Wrong(`The "album" must be one of ${ALBUMS.join(', ')}.`);
  if (defect === 'an upload needs no file' && !found.has('file')) return { title, album, file: Buffer.alloc(0) };
  const file = needed('file');
  if (!file.isFile || file.type !== TYPE) throw new Wrong(`The "file" must be ${TYPE}.`);
  return { title, album, file: file.bytes };
}
