import type { ErrorTemplate } from '../document/compiled.ts';
import type { MediaType } from '../document/document.ts';
import { listsFields } from '../document/error-places.ts';
import type { FindSchema } from '../document/references.ts';
import { isObject } from '../document/references.ts';
import { writeXml } from '../values/xml.ts';
import { errorTemplates } from './error-templates.ts';

/**
 * The XML document from which a server makes its own error responses of a media type, in a list. Its texts that describe
 * an error are marked by the number of their place. Empty where the schema allows any document.
 *
 * @param status as the contract writes it
 */
export function xmlErrorTemplates(
  status: string,
  [name, mediaType]: [name: string, mediaType: MediaType],
  find: FindSchema,
): ErrorTemplate[] {
  const templates = errorTemplates(status, [name, mediaType], find);
  const template = templates.find((one) => !listsFields(one)) ?? templates[0];
  if (template === undefined) return [];
  const { body, places } = template;
  if (typeof body === 'string' && /^\s*</.test(body)) return [{ body, places: [], xml: body }];
  // The list of an example is about other fields.
  const lists = places.filter(({ kind }) => kind === 'list').map(({ at }) => at);
  const plain = lists.reduce((whole, at) => replaceMember(whole, at, undefined), body);
  const facts = places.filter(({ kind }) => kind !== 'list');
  const marked = facts.reduce((whole, { at }, index) => replaceMember(whole, at, `\uE000${index}\uE000`), plain);
  return [{ ...template, body: plain, places: facts, xml: writeXml(marked, mediaType.schema, find) }];
}

/** A copy with another value at the end of the member names; without the member where that is undefined. */
function replaceMember(whole: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (!isObject(whole)) return whole;
  const { [name]: member, ...others } = whole;
  const changed = replaceMember(member, rest, value);
  if (changed === undefined) return others;
  return { ...whole, [name]: changed };
}
