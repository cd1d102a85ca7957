import { byMediaType, essenceOf, findMediaType } from '../document/media-types.ts';

/** The bytes of a small valid file, in Base64, by media type. */
const FILES: Record<string, string> = {
  // One pixel.
  'image/png': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'image/jpeg':
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxD/2Q==',
  'image/gif': 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'image/webp': 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA',
  // One empty page.
  'application/pdf': btoa(
    '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
  // Without entries or content.
  'application/zip': 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
  'application/gzip': 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=',
  'image/svg+xml': btoa('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  // No samples, of 8 bits and 8 kHz.
  'audio/wav': 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=',
  // One silent frame of 128 kbit/s and 44.1 kHz.
  'audio/mpeg': btoa(`\xff\xfb\x90\x00${'\0'.repeat(413)}`),
};

const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'application/x-gzip': 'application/gzip',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
};

/** A valid file, and the media type that it has. */
export type SampleFile = {
  mediaType: string;
  /** A character for each byte. */
  bytes: string;
};

/** A file of a media type, or of one in a range; undefined where none is at hand. */
export function sampleFile(mediaType: string): SampleFile | undefined {
  if (mediaType.includes('*')) {
    const range = byMediaType({ [mediaType]: true });
    const found = Object.keys(FILES).find((one) => findMediaType(range, one) !== undefined);
    return found === undefined ? undefined : sampleFile(found);
  }
  const essence = essenceOf(mediaType);
  const text = FILES[ALIASES[essence] ?? essence];
  return text === undefined ? undefined : { mediaType, bytes: atob(text) };
}
