import { IncomingMessage } from 'node:http';
import { fetchBodyReader } from '../adapters/fetch-body.ts';
import { nodeBodyReader } from '../adapters/node-body.ts';
import type { BodyReader } from '../serve/types.ts';

/** A request as it came: from a socket, or from a program that calls the mock in its own process. */
export type MockRaw = IncomingMessage | Request;

/** Reads bodies of both, so that one mock has both doors. */
export const mockBodyReader: BodyReader<MockRaw> = {
  decodes: nodeBodyReader.decodes,
  decodeText: nodeBodyReader.decodeText,
  hasContent: ({ raw, ...request }) =>
    raw instanceof IncomingMessage
      ? nodeBodyReader.hasContent({ ...request, raw })
      : fetchBodyReader.hasContent({ ...request, raw }),
  parsedBody: (raw) =>
    raw instanceof IncomingMessage ? nodeBodyReader.parsedBody(raw) : fetchBodyReader.parsedBody(raw),
  awaitsContinue: (raw) => raw instanceof IncomingMessage && nodeBodyReader.awaitsContinue(raw),
  readBytes: (raw, options) =>
    raw instanceof IncomingMessage ? nodeBodyReader.readBytes(raw, options) : fetchBodyReader.readBytes(raw, options),
};
