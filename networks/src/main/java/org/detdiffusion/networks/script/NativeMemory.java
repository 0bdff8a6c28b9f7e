package org.detdiffusion.networks.script;

import ai.djl.engine.EngineException;
import java.util.List;

/**
 * Tells an engine that has no memory left from one that is broken. The engine says it in words
 * alone; what it allocated for the failed call is given back, so that a smaller one may succeed.
 */
public final class NativeMemory {
  /** Of libtorch's allocators: the CPU's on Linux and elsewhere, CUDA's, and cuBLAS' own. */
  private static final List<String> SAYINGS =
      List.of(
          "can't allocate memory",
          "not enough memory",
          "out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "std::bad_alloc");

  private NativeMemory() {}

  /** Whether the failure, or one of its causes, is the engine's word that memory has run out. */
  public static boolean isExhausted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineException && says(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(String message) {
    return message != null && SAYINGS.stream().anyMatch(message::contains);
  }
}
