import { DOMParser, type Element, ParseError } from '@xmldom/xmldom';
import type { CompiledContract, ContentFault, ReadContent } from '../document/compiled.ts';
import type { MediaType, Operation, Schema } from '../document/document.ts';
import { isXml } from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { createFirst, flatten } from '../values/flat.ts';
import { toXmlName, type XmlSettings, xmlSettings } from '../values/xml.ts';
import { collectKeywords } from './readings.ts';

/**
 * Reads the value of an XML document by its schema: elements and attributes as the `xml` of each property names them (OAS 3.1
 * §4.8.26, OAS 3.2 §4.26). Elements and attributes that the schema does not name become further properties.
 */
export function createXmlReader(schema: Schema, find: FindSchema): (text: string) => ReadContent {
  const nodeOf = createNodes(find);

  const readElement = (element: Element, node: XmlNode): unknown => {
    const { types, members } = node;
    const inside = childElements(element);
    if (types.includes('array') && !types.includes('object')) return readItems(inside, node);
    if (types.includes('object') || members().length > 0) return readMembers(element, node);
    // Elements where a text is due are no text.
    return inside.length > 0 ? readMembers(element, nodeOf(true)) : toScalar(textOfElement(element), node);
  };

  const readItems = (elements: Element[], { item }: XmlNode): unknown[] =>
    elements.map((one) => readElement(one, item()));

  const readMembers = (element: Element, { members, required, others }: XmlNode): Record<string, unknown> => {
    const value: Record<string, unknown> = {};
    const set = (name: string, member: unknown): void => {
      Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
    };
    const [attributes, children] = [[...element.attributes], childElements(element)];
    const taken = new Set<unknown>();
    for (const [key, node] of members()) {
      const { settings, types } = node;
      if (settings.attribute === true) {
        const found = attributes.find((one) => hasXmlName(one, settings, key));
        if (found !== undefined) set(key, toScalar(found.value, node));
        taken.add(found);
      } else if (settings.nodeType === 'text' || settings.nodeType === 'cdata') {
        const text = textOfElement(element);
        if (text !== '' || required.includes(key)) set(key, toScalar(text, node));
      } else if (types.includes('array') && settings.wrapped !== true) {
        const found = children.filter((one) => hasXmlName(one, node.item().settings, key));
        for (const one of found) taken.add(one);
        // A list without items is not there.
        if (found.length > 0 || required.includes(key)) set(key, readItems(found, node));
      } else if (settings.nodeType === 'none') {
        const inner = readMembers(element, node);
        if (Object.keys(inner).length > 0) set(key, inner);
      } else {
        const found = children.filter((one) => hasXmlName(one, settings, key));
        for (const one of found) taken.add(one);
        const read = found.map((one) => readElement(one, node));
        if (read.length > 0) set(key, read.length === 1 ? read[0] : read);
      }
    }
    for (const one of attributes) if (!taken.has(one) && !isDeclaration(one.name)) set(`@${one.name}`, one.value);
    for (const one of children) {
      if (taken.has(one)) continue;
      const name = one.localName ?? one.tagName;
      const isKnown = members().some(([key]) => key === name);
      set(isKnown ? `<${one.tagName}>` : name, readElement(one, others()));
    }
    return value;
  };

  return (text) => {
    const root = parseXml(text);
    if ('malformed' in root) return root;
    const node = nodeOf(schema);
    const { settings } = node;
    const faults: ContentFault[] = [];
    if (settings.name !== undefined && !hasXmlName(root.element, settings, settings.name)) {
      const message = `must have the root element <${settings.name}>, not <${root.element.tagName}>`;
      faults.push({ path: '', pointer: '', keyword: 'xml', message });
    }
    return { value: readElement(root.element, node), faults };
  };
}

/** A schema as it describes an element or attribute. Those below it are looked up when they are needed. */
type XmlNode = {
  schema: unknown;
  settings: XmlSettings;
  types: string[];
  required: string[];
  members: () => [key: string, node: XmlNode][];
  others: () => XmlNode;
  item: () => XmlNode;
};

function createNodes(find: FindSchema): (schema: unknown) => XmlNode {
  const first = createFirst(find);
  const known = new Map<unknown, XmlNode>();
  const nodeOf = (schema: unknown): XmlNode => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const { types, properties, others } = collectKeywords(schema, find);
    const flat = flatten(schema, find, first);
    const members = [...properties].map(([key, own]): [string, unknown] => [
      key,
      own.length === 1 ? own[0] : { allOf: own },
    ]);
    const node: XmlNode = {
      ...{ schema, types, settings: xmlSettings(flat), required: flat.required ?? [] },
      members: () => members.map(([key, own]) => [key, nodeOf(own)]),
      others: () => nodeOf(others[0] ?? true),
      item: () => nodeOf(flat.items ?? true),
    };
    known.set(schema, node);
    return node;
  };
  return nodeOf;
}

type XmlBodies = Record<string, { validate?: unknown; parse?: (text: string) => ReadContent }>;

/** Adds readers to the XML bodies of a contract that have validators. */
export function addXmlReaders({ operations }: CompiledContract, declared: Operation[], find: FindSchema): void {
  const byId = new Map(declared.map((operation) => [operation.operationId, operation]));
  for (const { operationId, requestBody, responses } of operations) {
    const operation = byId.get(operationId);
    const contents: [compiled: XmlBodies | undefined, declared: Record<string, MediaType> | undefined][] = [
      [requestBody?.content, operation?.requestBody?.content],
    ];
    for (const [status, { content }] of Object.entries(responses))
      contents.push([content, operation?.responses[status]?.content]);
    for (const [compiled = {}, content = {}] of contents) {
      for (const [type, body] of Object.entries(compiled)) {
        const schema = content[type]?.schema;
        if (isXml(type) && body.validate !== undefined && schema !== undefined)
          body.parse = createXmlReader(schema, find);
      }
    }
  }
}

function parseXml(text: string): { element: Element } | { malformed: string } {
  const reasons = UNWRITABLE.test(text) ? ['it contains a character that XML does not allow'] : [];
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') reasons.push(message);
    },
  });
  try {
    const { documentElement: element } = parser.parseFromString(text, 'application/xml');
    if (element !== null && reasons.length === 0) return { element };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    reasons.push(error.message);
  }
  const [reason = ''] = (reasons[0] ?? 'it has no element').split('\n');
  return { malformed: `it is not well-formed XML: ${reason}` };
}

/** Types of nodes (DOM standard §4.4). */
const [ELEMENT, TEXT, CDATA] = [1, 3, 4];

function childElements(element: Element): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === ELEMENT);
}

/** Whether an attribute declares a namespace or is of XML itself. */
function isDeclaration(name: string): boolean {
  return /^(xmlns|xml|xsi)(:|$)/.test(name);
}

/** The texts and CDATA sections directly in an element, without what indents other nodes. */
function textOfElement({ childNodes }: Element): string {
  const nodes = [...childNodes];
  const isIndented = nodes.some(({ nodeType }) => nodeType !== TEXT);
  return nodes
    .filter(({ nodeType }) => nodeType === TEXT || nodeType === CDATA)
    .map(({ nodeType, nodeValue }) => ({ nodeType, text: nodeValue ?? '' }))
    .filter(({ nodeType, text }) => nodeType === CDATA || !isIndented || text.trim() !== '')
    .map(({ text }) => text)
    .join('');
}

type NamedNode = { localName: string | null; namespaceURI: string | null };

/** Whether a node has the name and, if one is declared, the namespace of a property. The prefix may be any. */
function hasXmlName(node: NamedNode, { name, namespace }: XmlSettings, fallback: string): boolean {
  const isOfNamespace = namespace === undefined || node.namespaceURI === namespace;
  return node.localName === (name ?? toXmlName(fallback)) && isOfNamespace;
}

/** A text as the type that its schema asks for; a text that is not of the type stays one. */
function toScalar(text: string, { schema, types }: XmlNode): unknown {
  const isNumber = /^\s*-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text);
  if (isNumber && types.some((type) => type === 'number' || type === 'integer') && !types.includes('string'))
    return Number(text);
  if (types.includes('boolean') && /^\s*(true|false|0|1)\s*$/.test(text)) return ['true', '1'].includes(text.trim());
  if (types.includes('null') && text === '' && !types.includes('string')) return null;
  if (types.length > 0 || !isObject(schema)) return text;
  const values: unknown[] = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
  return values.find((value) => typeof value !== 'string' && String(value) === text) ?? text;
}

/** A character that XML cannot contain (XML 1.0 §2.2). */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
