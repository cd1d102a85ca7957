/** In place of a part of a document: written as `*name`. */
export class Alias {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Names of the parts that aliases repeat. */
export type Anchors = Map<object, string>;

/** A document as YAML in flow style, with numbers that JSON has no form for, anchors and aliases. */
export function writeYaml(value: unknown, anchors: Anchors, indent = ''): string {
  if (value instanceof Alias) return `*${value.name} `;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : '.inf';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const name = anchors.get(value);
  const anchor = name === undefined ? '' : `&${name} `;
  // Deep parts are written in one line, whose length then grows with the depth and not with its square.
  const inner = indent.length < 60 ? `${indent}  ` : indent;
  const lines = Array.isArray(value)
    ? value.map((item) => writeYaml(item, anchors, inner))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${writeYaml(member, anchors, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (lines.length === 0) return `${anchor}${open}${close}`;
  return `${anchor}${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`;
}
