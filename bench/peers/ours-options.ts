import { errorResponse } from '../../src/api/errors.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import type { ContractOptions } from '../../src/contract/serve/options.ts';
import { suffixes } from '../names.ts';
import type { PeerInput } from '../peer.ts';
import type { Json } from '../work.ts';

type HandlerRequest = { params: { id: string }; body: Json };

const CODES = { invalid: 'validation_failed', unauthorized: 'unauthorized' } as const;

/** The options that this project's adapters share, set up as in production. */
export async function oursOptions<Raw>({ operations, work, built }: PeerInput): Promise<ContractOptions<unknown, Raw>> {
  const { contract } = (await import(built.href)) as { contract: CompiledContract };
  const create = ({ body }: HandlerRequest) => work.create(body);
  const get = ({ params }: HandlerRequest) => work.get(params.id) ?? errorResponse('req_bench', 'agent_not_found');
  const handlers = Object.fromEntries(
    suffixes(operations).flatMap((suffix) => [
      [`createAgent${suffix}`, create],
      [`getAgent${suffix}`, get],
    ]),
  );
  return {
    contract,
    handlers,
    security: { ApiKey: ({ headers }) => work.authenticate(String(headers.authorization ?? '')) },
    reject: ({ kind }) =>
      errorResponse('req_bench', kind === 'invalid' || kind === 'unauthorized' ? CODES[kind] : 'internal_error'),
    requestId: () => 'req_bench',
    // As in production: a declared serializer lets nothing else out, and no peer validates its responses.
    validateResponses: 0,
  };
}
