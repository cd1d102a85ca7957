/** A part of a resource that an update accepts. Members are numbers of shapes; 0 is a value that is kept as it is. */
export type UpdateShape = {
  readonly properties?: { readonly [name: string]: number };
  readonly items?: number;
  /** Shape of the properties without a name in the contract. */
  readonly values?: number;
  /** Whether null is left out, because the update does not accept it. */
  readonly omitsNull?: true;
};

/** The properties that the updates of a contract accept. `keepspec build` writes them into `client.ts`. */
export type ClientUpdates = {
  /** Numbers of shapes by method and path, such as `PATCH /pets/{id}`. */
  readonly operations: { readonly [operation: string]: number };
  readonly shapes: readonly UpdateShape[];
};

/**
 * The body of an update that leaves a resource as it is.
 *
 * @param operation can be omitted if the contract has one update
 * @throws TypeError if the contract does not have this update, or has several and none is named
 */
export function pickUpdate({ operations, shapes }: ClientUpdates, value: unknown, operation?: string): unknown {
  const names = Object.keys(operations);
  const name = operation ?? (names.length === 1 ? names[0] : undefined);
  const number = name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (number === undefined) {
    const wrong = operation === undefined ? 'Name the operation' : `There is no update ${operation}`;
    throw new TypeError(`toUpdate: ${wrong}. The contract has: ${names.join(', ')}.`);
  }
  return keepAccepted(value, number, shapes);
}

function keepAccepted(value: unknown, number: number, shapes: readonly UpdateShape[]): unknown {
  const { properties, items, values } = shapes[number] ?? {};
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => keepAccepted(item, items, shapes));
  if (typeof value !== 'object' || value === null || (properties === undefined && values === undefined)) return value;
  const taken = Object.entries(value).flatMap(([key, member]) => {
    const shape = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : values;
    if (shape === undefined || (member === null && shapes[shape]?.omitsNull)) return [];
    return [[key, keepAccepted(member, shape, shapes)]];
  });
  return Object.fromEntries(taken);
}
