import type { DoorName } from './doors.ts';

/** A request, sent byte for byte. Pieces are sent in chunks, without a length. */
export type Sent = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | string[];
};
/** Members that are left out are not compared. A text is compared as it is, any other body as JSON that contains it. */
export type Expected = { status: number; headers?: Record<string, unknown>; body?: unknown };
/** One case. Doors that behave otherwise are listed with the reason. */
export type Case = [title: string, sent: Sent, expected: Expected, except?: Except];
type Except = Partial<Record<DoorName, { reason: string; expected: Expected }>>;

export const get = (path: string, headers: Record<string, string> = {}): Sent => ({ path, headers });
export const post = (path: string, type: string, body: NonNullable<Sent['body']>, headers = {}): Sent => ({
  method: 'POST',
  path,
  headers: { ...(type === '' ? {} : { 'content-type': type }), ...headers },
  body,
});
export const json = (value: unknown, headers = {}) => post('/pets', 'application/json', JSON.stringify(value), headers);
export const ok = (members: object): Expected => ({ status: 200, body: members });
export const problem = (status: number, members: object = {}): Expected => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', status, ...members },
});
export const invalid = (place: string, pointer: string) => problem(400, { errors: [{ in: place, pointer }] });

export const MULTIPART = 'multipart/form-data; boundary=b';
export const part = (headers: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
export const form = `${part('name="name"', 'Rex')}${part('name="tags"', '1')}${part('name="tags"', '2')}${part(
  'name="photos"; filename="a.png"\r\nContent-Type: image/png',
  '\0é',
)}--b--\r\n`;
export const rex = JSON.stringify({ name: 'Rex' });
