import type { TraceContext } from './trace-context.ts';

/** A finished span. Names of attributes are those of OpenTelemetry's semantic conventions for HTTP. */
export type SpanResult = {
  name: string;
  attributes: Record<string, string | number>;
  /** Whether what the span stands for has failed. */
  isError: boolean;
};

/** A span that has begun. */
export type OpenSpan = {
  /** Its place in the trace, for the log and for requests that follow. */
  context: TraceContext;
  end(result: SpanResult): void;
};

/** Exports spans to a collector. */
export type Tracing = {
  /**
   * @param kind `server` of a request that is served, `client` of one that is sent
   * @param parent the span that it belongs to, of any process; without one it begins a trace
   */
  start(kind: 'server' | 'client', parent: TraceContext | undefined): OpenSpan;
  /** Exports the remaining spans. */
  stop(): Promise<void>;
};

/**
 * The standard variables of OpenTelemetry
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
 */
export type TracingVariables = Record<string, string | undefined>;

/** Whether spans are to be exported: an endpoint or the exporter is named, and nothing switches it off. */
export function isTracingConfigured(variables: TracingVariables): boolean {
  const { OTEL_SDK_DISABLED: disabled = '', OTEL_TRACES_EXPORTER: exporter = '' } = variables;
  if (disabled.trim().toLowerCase() === 'true' || exporter === 'none') return false;
  const endpoints = [variables.OTEL_EXPORTER_OTLP_ENDPOINT, variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT];
  return exporter !== '' || endpoints.some((endpoint) => endpoint !== undefined && endpoint !== '');
}

/**
 * Exports spans through OpenTelemetry, which is loaded only where its variables ask for it.
 *
 * @param warn called with a sentence on each variable that is not followed
 */
export async function openTracing(
  variables: TracingVariables,
  warn: (sentence: string) => void,
): Promise<Tracing | undefined> {
  if (!isTracingConfigured(variables)) return undefined;
  const { createTracing } = await import('./open-telemetry.ts');
  return createTracing(variables, warn);
}
