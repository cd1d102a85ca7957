import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Formats that validators know, although any text or number has them. */
const OPEN_FORMATS = new Set(['int64', 'float', 'double', 'password', 'binary']);

/** Formats of numbers, which say which numbers there are. */
export const NUMBER_FORMATS: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double']);

/** Whether validators reject texts that do not have a format. They ignore those that they do not know. */
export function isDecidedFormat(format: string): boolean {
  return Object.hasOwn(fullFormats, format) && !OPEN_FORMATS.has(format) && !NUMBER_FORMATS.has(format);
}
