import type { Run } from '../run-context.ts';
import { createCommand, listCommand, readCommand, removeCommand, updateCommand } from '../state/commands.ts';
import type { Lifecycle } from '../state/lifecycle.ts';
import { type Command, type Model, type SequenceContext, SequenceFault, type Trail } from '../state/sequence.ts';
import type { Case } from '../types.ts';
import type { StoredRequest } from './findings-file.ts';
import { type Playback, partsOfStored } from './playback.ts';

/** Sends a model-based sequence again, a command for each stored request. */
export async function replaySequence(run: Run, life: Lifecycle, playback: Playback): Promise<void> {
  // Makes the resources above with the first stored requests.
  const around = await run.resources.valuesFor(life.create);
  if (around === undefined) return;
  const model: Model = { known: [], ids: new Set() };
  const trail: Trail = [];
  const own = [life.create, life.read, life.update, life.remove, life.list].map((one) => one?.operationId);
  try {
    for (let next = playback.next(); next !== undefined; next = playback.next()) {
      const { index, request } = next;
      const command = own.includes(request.operationId)
        ? commandOf({ run, life, around }, request, whichOf(request, model, playback))
        : undefined;
      if (command?.check(model) === true) await command.run(model, trail);
      // A list may have fewer pages now.
      if (playback.next()?.index === index) playback.skip(index);
    }
  } catch (error) {
    if (!(error instanceof SequenceFault)) throw error;
    run.session.report(error.reported);
  }
}

function commandOf(context: SequenceContext, stored: StoredRequest, which: number): Command | undefined {
  const { create, read, update, remove, list } = context.life;
  const { operationId, case: tried } = stored;
  const parts = partsOfStored(stored);
  const one: Case | undefined = tried === undefined ? undefined : { ...tried, operationId, parts };
  const sent = one ?? parts;
  if (operationId === create.operationId) return createCommand(context, sent);
  if (operationId === read.operationId) return readCommand(context, which);
  if (operationId === list?.operationId) return listCommand(context, list);
  if (operationId === remove?.operationId) return removeCommand(context, remove, which);
  return update === undefined ? undefined : updateCommand(context, update, { which, sent });
}

/** The index of the resource that a request is about. */
function whichOf(request: StoredRequest, { known }: Model, { textAt }: Playback): number {
  const sources = Object.values(request.values ?? {}).filter((source) => 'response' in source);
  const values = sources.map((source) => textAt(source, request));
  const index = known.findLastIndex(({ id }) => values.includes(id));
  return Math.max(0, index);
}
