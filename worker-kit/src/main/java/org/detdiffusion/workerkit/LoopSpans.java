package org.detdiffusion.workerkit;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Makes the spans of one loop's records, one a record and attempt, by OpenTelemetry's conventions
 * for messaging. A record is the parent of the work on it, and so of what is made of it.
 *
 * @param group the consumer or share group
 */
record LoopSpans(Tracing tracing, String loop, String group) {
  static final LoopSpans NONE = new LoopSpans(Tracing.OFF, "", "");

  private static final String PROCESS = "process";

  /** Of a record at work, alone or with others. */
  WorkSpan begin(Incoming record, int batch) {
    return tracing.begin(
        PROCESS + " " + record.topic(), SpanKind.CONSUMER, span -> of(span, record, batch));
  }

  private SpanBuilder of(SpanBuilder span, Incoming record, int batch) {
    MessagingAttributes.set(span, PROCESS, record.topic(), record.key());
    span.setParent(TraceHeaders.context(TraceHeaders.of(record)))
        .setAttribute("messaging.consumer.group.name", group)
        .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
        .setAttribute("messaging.kafka.offset", record.offset())
        .setAttribute("detdiffusion.loop", loop)
        .setAttribute(MessagingAttributes.JOB, AtWork.job(record))
        .setAttribute("detdiffusion.attempt", record.attempt());
    return batch > 1 ? span.setAttribute("messaging.batch.message_count", batch) : span;
  }
}
