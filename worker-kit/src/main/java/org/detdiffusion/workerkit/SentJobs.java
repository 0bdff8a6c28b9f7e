package org.detdiffusion.workerkit;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.Topics;

/**
 * Records on their way to the brokers. With a job that belongs to no trace yet, one begins: its
 * first span is the sending.
 */
final class SentJobs implements AutoCloseable {
  private static final Set<String> JOBS =
      Set.of(Topics.AUGMENTATION_JOBS, Topics.LAYOUT_JOBS, Topics.TRAINING_JOBS);
  private static final String SEND = "send";

  private final Tracing tracing;
  private final Map<Outgoing, WorkSpan> spans = new IdentityHashMap<>();
  private final List<Outgoing> records;

  SentJobs(Tracing tracing, List<Outgoing> records) {
    this.tracing = tracing;
    this.records = tracing.isOn() ? records.stream().map(this::begun).toList() : records;
  }

  /** As they are to be written. */
  List<Outgoing> records() {
    return records;
  }

  private Outgoing begun(Outgoing record) {
    if (!JOBS.contains(record.topic()) || record.headers().containsKey(TraceHeaders.PARENT)) {
      return record;
    }
    WorkSpan span =
        tracing.begin(
            SEND + " " + record.topic(), SpanKind.PRODUCER, builder -> of(builder, record));
    Outgoing sent = TraceHeaders.carried(span.headers(), record);
    spans.put(sent, span);
    return sent;
  }

  private static SpanBuilder of(SpanBuilder span, Outgoing record) {
    MessagingAttributes.set(span, SEND, record.topic(), record.key());
    String job = record.headers().getOrDefault(Ids.JOB_HEADER, record.key());
    return job == null ? span : span.setAttribute(MessagingAttributes.JOB, job);
  }

  /** Tells of those that the brokers did not take, each with the why. */
  void refused(Map<Outgoing, Throwable> refused) {
    refused.forEach(
        (record, why) ->
            spans
                .getOrDefault(record, WorkSpan.NONE)
                .failed(why.getClass().getSimpleName(), Traces.reason(why)));
  }

  @Override
  public void close() {
    spans.values().forEach(WorkSpan::close);
  }
}
