/** A body whose JSON is known already. */
export class SerializedJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  /** For everything that writes it in another way, such as the serializer of a schema. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/**
 * A response body whose JSON is known already, such as a stored response. It is sent unchanged, so
 * the text must be one that the contract's serializer has made. It is validated where responses are.
 *
 * @returns a stand-in for the body. It has no properties to read.
 */
export function serialized<Body>(text: string): Body {
  // The responder is the only reader.
  return new SerializedJson(text) as Body;
}
