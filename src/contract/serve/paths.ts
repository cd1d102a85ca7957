/** Longer names are cut in paths. */
const NAME_SHOWN = 100;

/** Longer paths are cut: a body of a megabyte can nest names of a megabyte. */
const PATH_SHOWN = 500;

const PLAIN_NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** A path as far as it is written, such as `a[2]["b c"]`: list positions in brackets, other names after a dot. */
export function appendName(path: string, name: string): string {
  if (isCut(path)) return path;
  if (name.length > NAME_SHOWN) return cutPath(`${path}[${JSON.stringify(`${cutName(name)}…`)}]`);
  if (!name.isWellFormed()) return cutPath(`${path}[${JSON.stringify(name.toWellFormed())}]`);
  if (!PLAIN_NAME.test(name)) return cutPath(`${path}[${JSON.stringify(name)}]`);
  return cutPath(path === '' ? name : `${path}.${name}`);
}

export function appendIndex(path: string, index: number | string): string {
  return isCut(path) ? path : cutPath(`${path}[${index}]`);
}

/** A JSON Pointer as far as it is written (RFC 6901 §3), such as `/a/2/b c`. Names and lengths are cut as in paths. */
export function appendToken(pointer: string, token: string | number): string {
  if (isCut(pointer)) return pointer;
  const name = String(token);
  const shown = name.length > NAME_SHOWN ? `${cutName(name)}…` : name.toWellFormed();
  return cutPath(`${pointer}/${shown.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

/** Whether a path is so long that nothing more is written. */
export function isCut(path: string): boolean {
  return path.length > PATH_SHOWN;
}

/** A cut path is longer than the longest one that is whole. */
function cutPath(path: string): string {
  return path.length > PATH_SHOWN ? `${path.slice(0, PATH_SHOWN).toWellFormed()}…` : path;
}

/** A pair of surrogates is not cut in two. */
function cutName(name: string): string {
  const isInPair = /[\ud800-\udbff]/.test(name[NAME_SHOWN - 1] ?? '');
  return name.slice(0, isInPair ? NAME_SHOWN - 1 : NAME_SHOWN).toWellFormed();
}
