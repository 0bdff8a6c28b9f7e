package org.detdiffusion.workbench.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.letters.LetterChoice;
import org.detdiffusion.workerkit.ErrorCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which dead letters are meant. */
final class LetterOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The Kafka cluster; its security settings come from KAFKA_* variables.")
  private String servers;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only messages that were read from this topic (default every topic).")
  private String topic;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only those given up with this code; may be said several times.")
  private List<String> codes = List.of();

  LetterChoice choice(CommandSpec spec, List<String> ids) {
    if (topic != null && !Topics.ALL.contains(topic)) {
      throw wrong(spec, "--topic: '%s' is none of %s.", topic, String.join(", ", Topics.ALL));
    }
    if (topic == null && !ids.isEmpty()) {
      throw wrong(spec, "--id names a message of one topic: say --topic too.");
    }
    Set<ErrorCode> known = new HashSet<>();
    for (String code : codes) {
      known.add(ErrorCode.of(code).orElseThrow(() -> unknown(spec, code)));
    }
    List<String> topics = topic == null ? Topics.ALL : List.of(topic);
    return new LetterChoice(servers, topics, known, Set.copyOf(ids));
  }

  private static ParameterException unknown(CommandSpec spec, String code) {
    String all = ErrorCode.all().stream().map(ErrorCode::name).collect(Collectors.joining(", "));
    return wrong(spec, "--code: '%s' is none of %s.", code, all);
  }

  static ParameterException wrong(CommandSpec spec, String sentence, Object... values) {
    return new ParameterException(spec.commandLine(), sentence.formatted(values));
  }
}
