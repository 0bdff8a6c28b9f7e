package org.detdiffusion.workbench.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.PrepareOptions;
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
      converter = {RoleConverter.class, UserConverter.class},
      description =
          "Give a user the rights of labeller, generator, trainer, planner, page, import, export,"
              + " relabel, redrive, sweep or administrator; docs/security.md lists them.")
  private Map<ClusterRole, String> grants = new EnumMap<>(ClusterRole.class);

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    return new Invocation.Work(new PrepareOptions(servers, grants, reporting.asked()));
  }

  /** As in {@code labeller}. */
  static final class RoleConverter implements ITypeConverter<ClusterRole> {
    @Override
    public ClusterRole convert(String name) {
      try {
        return ClusterRole.valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException("'" + name + "' is no role; --help lists them.");
      }
    }
  }

  /** A user as it logs in. */
  static final class UserConverter implements ITypeConverter<String> {
    @Override
    public String convert(String name) {
      if (name.isBlank()) {
        throw new TypeConversionException("a role is given to a user, such as labeller=lea.");
      }
      return name;
    }
  }
}
