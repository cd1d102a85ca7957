import { readBundle } from '../src/contract/document/read-bundle.ts';
import { startMock } from '../src/contract/mock/mock.ts';

// The mock of this API in a process of its own, as `keepspec mock` starts it. Sends its URL to the parent process, and the processor seconds
// that it took when the parent asks for them. Then it ends.

const mock = await startMock(await readBundle(new URL('../generated/openapi.json', import.meta.url)), {
  ...{ port: 0, host: '127.0.0.1' },
});
const before = process.cpuUsage();
process.once('message', async () => {
  const { user, system } = process.cpuUsage(before);
  await mock.stop();
  process.send?.((user + system) / 1e6, () => process.disconnect());
});
process.send?.(mock.url);
