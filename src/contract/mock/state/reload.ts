import type { StateContext } from './context.ts';

/**
 * Takes over the resources of the state before a reload, without those that the document does not allow any more, which it
 * reports.
 *
 * @param before whose resources are taken over
 */
export function adoptState(
  context: StateContext,
  before: Pick<StateContext, 'store' | 'removedSingles' | 'model'>,
): void {
  const { store, model, presenters, removedSingles, onWarning, document } = context;
  const known = new Set(before.model.collections.map(({ name }) => name));
  for (const collection of model.collections) {
    const { name, isSingle } = collection;
    if (!known.delete(name)) continue;
    for (const { key } of store.list(name)) store.remove(name, key);
    let dropped = 0;
    for (const { key, value, links } of before.store.list(name)) {
      if (presenters.shown(collection, value) === undefined) dropped += 1;
      else store.put(name, { key, value, links });
    }
    if (isSingle) for (const one of before.removedSingles) if (one.startsWith(`${name} `)) removedSingles.add(one);
    if (dropped > 0)
      onWarning(
        { message: `${dropped} of ${name} were dropped: the document does not allow them any more.` },
        document,
      );
  }
  for (const name of known) {
    const { length } = before.store.list(name);
    if (length > 0)
      onWarning({ message: `${length} of ${name} were dropped: the document does not have them any more.` }, document);
  }
}
