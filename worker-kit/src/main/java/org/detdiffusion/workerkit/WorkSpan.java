package org.detdiffusion.workerkit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;

/** A span of work, from its beginning until it is closed; {@link #NONE} where nobody traces. */
public final class WorkSpan implements AutoCloseable {
  /** What went wrong, in few words: here the name of an {@link ErrorCode}. */
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  static final WorkSpan NONE = new WorkSpan(Span.getInvalid());

  private final Span span;

  WorkSpan(Span span) {
    this.span = span;
  }

  /** The work did not come to its end, and why; a stop that was asked for is no error. */
  public void failed(ErrorCode code, String reason) {
    if (code == TransientCode.STOPPED) {
      span.setAttribute(ERROR, code.name());
    } else {
      failed(code.name(), reason);
    }
  }

  void failed(String type, String reason) {
    span.setAttribute(ERROR, type);
    span.setStatus(StatusCode.ERROR, reason);
  }

  /** The outputs of the work: in this span's trace, or in that of their record where it is none. */
  List<Outgoing> carried(Incoming record, List<Outgoing> outputs) {
    return TraceHeaders.carried(isNone() ? TraceHeaders.of(record) : headers(), outputs);
  }

  /** Of a record that comes of the work. */
  Map<String, String> headers() {
    return TraceHeaders.of(span);
  }

  /** In which this is what a thread works on. */
  Context context() {
    return isNone() ? Context.current() : Context.current().with(span);
  }

  private boolean isNone() {
    return !span.getSpanContext().isValid();
  }

  @Override
  public void close() {
    span.end();
  }
}
