import {
  createTraceState,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TraceContext } from './trace-context.ts';
import type { SpanResult, Tracing, TracingVariables } from './tracing.ts';

// Only `tracing.ts` loads this file, and only where spans are exported.

const SERVICE_NAME = 'voice-agents-api';
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/** Spans through OpenTelemetry's SDK, in batches, as JSON over HTTP. The exporter reads its own variables from the process. */
export function createTracing(variables: TracingVariables, warn: (sentence: string) => void): Tracing {
  warnOfUnsupported(variables, warn);
  const provider = new TracerProvider({
    sampler: samplerOf(variables, warn),
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': SERVICE_NAME }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batchesOf(variables) })],
  });
  const tracer = provider.getTracer(SERVICE_NAME);
  return {
    start: (kind, parent) => {
      const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, toSpanContext(parent));
      // A span gets its name when it is known what was asked for.
      const span = tracer.startSpan('HTTP', { kind: KINDS[kind] }, context);
      return {
        context: fromSpanContext(span.spanContext()),
        end: ({ name, attributes, isError }: SpanResult) => {
          span.updateName(name).setAttributes(attributes);
          if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
}

function toSpanContext({ traceId, spanId, flags, state }: TraceContext): SpanContext {
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return state === undefined ? context : { ...context, traceState: createTraceState(state) };
}

function fromSpanContext({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  return { traceId, spanId, flags: isSampled ? '01' : '00', state: traceState?.serialize() || undefined };
}

function warnOfUnsupported(variables: TracingVariables, warn: (sentence: string) => void): void {
  const { OTEL_TRACES_EXPORTER: exporter = '' } = variables;
  if (!['', 'otlp'].includes(exporter))
    warn(`OTEL_TRACES_EXPORTER=${exporter} is not supported: spans are exported by otlp.`);
  for (const name of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) {
    const protocol = variables[name] ?? '';
    if (!['', 'http/json'].includes(protocol))
      warn(`${name}=${protocol} is not supported: spans are exported by http/json.`);
  }
}

/** By `OTEL_TRACES_SAMPLER`. */
const SAMPLERS: Record<string, (ratio: number) => Sampler> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
};
const DEFAULT_SAMPLER = 'parentbased_always_on';

function samplerOf(variables: TracingVariables, warn: (sentence: string) => void): Sampler {
  const name = variables.OTEL_TRACES_SAMPLER || DEFAULT_SAMPLER;
  const isKnown = Object.hasOwn(SAMPLERS, name);
  if (!isKnown) warn(`OTEL_TRACES_SAMPLER=${name} is not supported: ${DEFAULT_SAMPLER} is used.`);
  const argument = variables.OTEL_TRACES_SAMPLER_ARG || '1';
  const ratio = Number(argument);
  const isRatio = ratio >= 0 && ratio <= 1;
  if (!isRatio) warn(`OTEL_TRACES_SAMPLER_ARG=${argument} is not a number from 0 to 1: 1 is used.`);
  const create = SAMPLERS[isKnown ? name : DEFAULT_SAMPLER] as (ratio: number) => Sampler;
  return create(isRatio ? ratio : 1);
}

/** Names of the SDK's variables for batches. It has the defaults of the specification. */
function batchesOf(variables: TracingVariables): Record<string, number> {
  const options = {
    scheduledDelayMillis: variables.OTEL_BSP_SCHEDULE_DELAY,
    exportTimeoutMillis: variables.OTEL_BSP_EXPORT_TIMEOUT,
    maxQueueSize: variables.OTEL_BSP_MAX_QUEUE_SIZE,
    maxExportBatchSize: variables.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
  };
  const numbers = Object.entries(options).map(([name, text]) => [name, Number(text || Number.NaN)] as const);
  return Object.fromEntries(numbers.filter(([, value]) => Number.isInteger(value) && value > 0));
}
