/** The prefix of a name for a schema of several parameters or headers. */
export function hintOf(kind: string, names: string[]): string {
  return [kind, ...names].join('_').slice(0, 40);
}

/** Part of a name for a media type; nothing for plain JSON. */
export function suffix(mediaType: string): string {
  if (mediaType === 'application/json') return '';
  return `_${mediaType.replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
}
