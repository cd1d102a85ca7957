import type { OpenApiDocument, Place } from '../../document/document.ts';
import { locatePointers } from '../../document/locate.ts';
import type { ComparedDocument } from './compared.ts';
import type { ReportedChange } from './diff-report.ts';

/** Adds the places in files of both documents to changes. */
export async function locateChanges(
  changes: ReportedChange[],
  compared: { old: ComparedDocument; new: ComparedDocument },
  documents: { old: OpenApiDocument; new: OpenApiDocument },
): Promise<ReportedChange[]> {
  const pointers = changes.map((change) => change.pointers);
  const inOld = await placesInFiles(
    pointers.map((one) => one.old),
    compared.old,
    documents.old,
  );
  // A part that NEW does not have is nearest to the parent that it still has.
  const inNew = await placesInFiles(
    pointers.map((one) => one.new ?? one.old),
    compared.new,
    documents.new,
  );
  return changes.map((change) => {
    const { old, new: next } = change.pointers;
    const before = old === undefined ? undefined : inOld.get(old);
    const after = next === undefined ? undefined : inNew.get(next);
    const nearest = next === undefined && old !== undefined ? inNew.get(old) : undefined;
    const places = { ...(before && { old: before }), ...(after && { new: after }) };
    return {
      ...change,
      ...(before === undefined && after === undefined ? {} : { places }),
      ...(nearest === undefined ? {} : { nearest }),
    };
  });
}

async function placesInFiles(
  pointers: (string | undefined)[],
  { file, reading, toPlace }: ComparedDocument,
  document: OpenApiDocument,
): Promise<Map<string, Place>> {
  const wanted = [...new Set(pointers.filter((pointer) => pointer !== undefined))];
  if (wanted.length === 0) return new Map();
  const found = await locatePointers(wanted, file, reading, document);
  return new Map([...found].map(([pointer, place]) => [pointer, toPlace(place)]));
}
