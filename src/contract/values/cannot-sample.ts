/** Says why no value of a schema was found. */
export class CannotSample extends Error {
  override name = 'CannotSample';
}

/**
 * The result of the first of several ways that finds a value.
 *
 * @throws CannotSample the first reason, where none is found
 */
export function firstPossible<Way, Made>(ways: Iterable<Way>, make: (way: Way) => Made): Made {
  let failure: CannotSample | undefined;
  for (const way of ways) {
    try {
      return make(way);
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new CannotSample('the schema allows no value');
}
