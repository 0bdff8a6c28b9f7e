package org.detdiffusion.trainer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.weights.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate's verdicts in a run's folder, one line of JSON an image: for people, and for the run
 * itself when it is resumed.
 */
record GateFile(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(GateFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  static GateFile of(RunFolder folder) {
    return new GateFile(folder.path().resolve("gate.jsonl"));
  }

  void write(GateReport report) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (GateVerdict verdict : report.verdicts()) {
      lines.write(JSON.writeValueAsBytes(verdict));
      lines.write('\n');
    }
    DurableFiles.write(path, lines.toByteArray());
  }

  /** No verdicts, which lets nothing through, when the file isn't there or is damaged. */
  GateReport read() throws IOException {
    List<GateVerdict> verdicts = new ArrayList<>();
    if (!Files.exists(path)) {
      return new GateReport(verdicts);
    }
    try {
      for (String line : Files.readAllLines(path)) {
        Optional.ofNullable(JSON.readValue(line, GateVerdict.class)).ifPresent(verdicts::add);
      }
      return new GateReport(verdicts);
    } catch (JacksonException | CharacterCodingException damaged) {
      LOG.warn("the verdicts of {} are not used: {}", path, damaged.toString());
      return new GateReport(List.of());
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
