package org.detdiffusion.workbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.PrepareOptions;
import org.detdiffusion.workbench.topics.PrepareOptions.Grant;
import org.detdiffusion.workerkit.ClusterRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "prepare",
    description = "Makes topics, share groups and rights on a Kafka cluster, as its administrator.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Workers log in as users that may do no more than they need:",
      "  detdiffusion prepare --bootstrap-servers broker:9093 --grant labeller=lea"
          + " --grant generator=gus"
    })
final class PrepareCommand implements Callable<Invocation> {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The Kafka cluster; its security settings come from KAFKA_* variables.")
  private String servers;

  @Option(
      names = "--grant",
      paramLabel = "ROLE=USER",
      converter = GrantConverter.class,
      description =
          "Give a user the rights of labeller, generator, trainer, planner, page, import, export,"
              + " relabel, loop, redrive, sweep or administrator; docs/security.md lists them. Once for"
              + " each user.")
  private List<Grant> grants = List.of();

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    return new Invocation.Work(new PrepareOptions(servers, grants, reporting.asked()));
  }

  /** As in {@code labeller=lea}. */
  static final class GrantConverter implements ITypeConverter<Grant> {
    @Override
    public Grant convert(String text) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2 || parts[1].isBlank()) {
        throw new TypeConversionException("a role is given to a user, such as labeller=lea.");
      }
      if (parts[1].equals("*")) {
        throw new TypeConversionException(
            "'*' is everybody to Kafka: name each user that gets the rights, as it logs in.");
      }
      return new Grant(role(parts[0]), parts[1]);
    }

    private static ClusterRole role(String name) {
      try {
        return ClusterRole.valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException("'" + name + "' is no role; --help lists them.");
      }
    }
  }
}
