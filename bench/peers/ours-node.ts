import { createServer } from 'node:http';
import { createNodeListener } from '../../src/contract/adapters/node.ts';
import { listen, type Start } from '../peer.ts';
import { oursOptions } from './ours-options.ts';

/** This project's adapter for `node:http`, without Express. */
export const start: Start = async (input) => listen(createServer(await createNodeListener(await oursOptions(input))));
