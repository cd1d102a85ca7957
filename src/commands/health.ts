import { readConfig } from '../platform/config.ts';

// The health check of a container: exits with 0 while the server on this machine is alive, else with 1.

/** Milliseconds to wait for the response. */
const TIMEOUT_MS = 2500;

try {
  const { host, port } = readConfig(process.env);
  // A server that listens on every address is reached on the loopback one.
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const response = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`/healthz returned ${response.status}.`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
