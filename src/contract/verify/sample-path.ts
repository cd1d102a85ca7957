import { encodeAnyParameter } from '../document/encode-parameter.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleValue } from '../values/sample.ts';
import type { Plan } from './plan.ts';
import { pathNames } from './resources.ts';
import type { PathValues } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Values of an operation's path parameters that its schemas allow, which lead to nothing that is known to be there. */
export function samplePath(plan: Plan, operation: VerifiableOperation, seed: number): PathValues {
  const values: PathValues = {};
  for (const name of pathNames(operation)) {
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    const reading = operation.served.operation.parameters.find((one) => one.in === 'path' && one.name === name);
    if (parameter === undefined || reading === undefined) continue;
    try {
      values[name] = encodeAnyParameter(
        reading,
        sampleValue(parameter.schema ?? {}, plan.find, { size: 'full', seed }),
      );
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  }
  return values;
}
