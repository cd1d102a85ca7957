import { type FindSchema, isObject } from '../document/references.ts';
import { createFirst, type Flat, flatten } from './flat.ts';

/** Settings of the element of a schema (OAS 3.1 §4.8.26), or of its node (OAS 3.2 §4.26). */
export type XmlSettings = {
  name?: string;
  namespace?: string;
  prefix?: string;
  attribute?: boolean;
  wrapped?: boolean;
  nodeType?: string;
};

/** Whether a value is the text of an XML document already, as examples are. Any other string is the text of an element. */
export function isXmlText(value: unknown): value is string {
  return typeof value === 'string' && value.trimStart().startsWith('<');
}

/** A value as an XML document, with the names that the schema gives its elements and attributes. */
export function writeXml(value: unknown, schema: unknown, find: FindSchema): string {
  const reference = isObject(schema) && typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  const write = (content: unknown, part: unknown, fallback: string): string => {
    const flat = flatten(part, find, createFirst(find));
    const element = xmlSettings(flat);
    const name = elementName(element, fallback);
    if (Array.isArray(content)) {
      const inner = isObject(flat.items) ? flatten(flat.items, find, createFirst(find)) : {};
      const own = xmlSettings(inner).name ?? fallback;
      const items = content.map((item) => write(item, flat.items ?? {}, own)).join('');
      return element.wrapped === true ? tag(name, namespaceOf(element), items) : items;
    }
    if (!isObject(content)) {
      const plain = content === null ? '' : String(content);
      if (element.nodeType === 'cdata') return `<![CDATA[${plain.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
      return element.nodeType === 'text' ? escapeXml(plain) : tag(name, namespaceOf(element), escapeXml(plain));
    }
    const members = Object.entries(content).map(([key, member]) => {
      const property = elementSchema(flat, key);
      const attribute = xmlSettings(flatten(property, find, createFirst(find)));
      return { key, member, property, attribute };
    });
    const attributes = members
      .filter(({ attribute }) => attribute.attribute === true)
      .map(({ key, member, attribute }) => ` ${elementName(attribute, key)}="${escapeXml(String(member))}"`);
    const elements = members
      .filter(({ attribute }) => attribute.attribute !== true)
      .map(({ key, member, property }) => write(member, property, key));
    if (element.nodeType === 'none') return elements.join('');
    return tag(name, namespaceOf(element) + attributes.join(''), elements.join(''));
  };
  const root = xmlSettings(flatten(schema, find, createFirst(find)));
  const fallback = toXmlName(reference ?? 'root');
  const text = write(value, schema, fallback);
  // A document has one root, which a list that is not wrapped lacks.
  const whole = Array.isArray(value) && root.wrapped !== true ? tag(elementName(root, fallback), '', text) : text;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole}`;
}

/** OAS 3.2 §4.26.1: the type of a node takes the place of `attribute` and, of a list, of `wrapped`. */
export function xmlSettings({ xml }: Flat): XmlSettings {
  if (!isObject(xml)) return {};
  const { nodeType, ...element } = xml as XmlSettings;
  if (nodeType === undefined) return element;
  return { ...element, nodeType, attribute: nodeType === 'attribute', wrapped: nodeType === 'element' };
}

function elementSchema({ properties = {}, additionalProperties = {} }: Flat, name: string): unknown {
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

function elementName({ name, prefix }: XmlSettings, fallback: string): string {
  return (prefix === undefined ? '' : `${prefix}:`) + (name ?? toXmlName(fallback));
}

function namespaceOf({ namespace, prefix }: XmlSettings): string {
  if (namespace === undefined) return '';
  return ` xmlns${prefix === undefined ? '' : `:${prefix}`}="${escapeXml(namespace)}"`;
}

/** XML 1.0 §2.3, as far as it is ASCII. */
export function toXmlName(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
}

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
