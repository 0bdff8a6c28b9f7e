package org.detdiffusion.generator;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Incoming;

/**
 * The jobs whose images this worker has made and the brokers have, by the checksum of their bytes,
 * the latest ones only. A producer that sends a job twice, or Kafka that delivers it again, then
 * costs no second image. Other workers of the pool don't know of it: their repeat is dropped by
 * readers. For one thread at a time.
 */
final class MadeJobs {
  private static final int MOST = 10_000;

  private final Map<String, String> made =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };
  private final Map<String, String> atWork = new HashMap<>();

  /** A new batch: what was at work and is not written by now is not made. */
  void begin() {
    atWork.clear();
  }

  /** Whether the brokers have the image; if not, the job counts as at work. */
  boolean has(Incoming record, String generatorSha256) {
    String job = Sha256.of(record.value());
    atWork.put(job, generatorSha256);
    return generatorSha256.equals(made.get(job));
  }

  /** The brokers have the images of these jobs. */
  void written(Collection<Incoming> records) {
    for (Incoming record : records) {
      String job = Sha256.of(record.value());
      String generator = atWork.get(job);
      if (generator != null) {
        made.put(job, generator);
      }
    }
  }
}
