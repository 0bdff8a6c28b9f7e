package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.SecuredListener;
import org.detdiffusion.broker.SelfSignedCertificate;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.topics.PrepareOptions.Grant;
import org.detdiffusion.workerkit.ClusterRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The verbs that connect, with logins from a file, on a cluster that lets nobody do more. */
@Tag("slow")
@Isolated
class SecuredTopicsTest {
  private static final String LOCATIONS = "smallrye.config.locations";
  private static final String PASSWORD = "planted-5ecret";

  @TempDir Path directory;

  @AfterEach
  void forgetTheLogin() {
    System.clearProperty(LOCATIONS);
  }

  @Test
  void whatAnAdministratorPreparesOthersImportAndExport() throws Exception {
    Map<String, String> users =
        Map.of(SecuredListener.ADMIN, PASSWORD, "ida", PASSWORD, "ed", PASSWORD);
    var certificate = SelfSignedCertificate.in(directory.resolve("tls"), "of-the-key-store");
    var listener = new SecuredListener(certificate, users);
    var builder = EmbeddedKafka.builder().dir(directory.resolve("kafka"));
    try (EmbeddedKafka broker = builder.secured(listener).authorized().start()) {
      String servers = broker.bootstrapServers();
      logIn(listener, SecuredListener.ADMIN);
      var grants =
          List.of(new Grant(ClusterRole.IMPORT, "ida"), new Grant(ClusterRole.EXPORT, "ed"));
      assertThat(TestTopics.run(new PrepareOptions(servers, grants, Reporting.TEXT)))
          .contains("The topics are there", "User ida has the rights of the IMPORT.");

      Path source = CocoSample.write(directory.resolve("coco"));
      var importing =
          new ImportOptions(
              DataFormat.COCO, source, servers, "cells", 64, Optional.empty(), Reporting.TEXT);
      logIn(listener, "ida");
      assertThat(TestTopics.run(importing)).contains("images");

      logIn(listener, "ed");
      Path out = directory.resolve("out");
      var exporting =
          new ExportOptions(servers, "cells", out, SyntheticChoice.of(List.of()), Reporting.TEXT);
      TestTopics.run(exporting);
      assertThat(Files.exists(out)).isTrue();
      assertThatThrownBy(() -> TestTopics.run(importing))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("this user may not do it")
          .hasMessageNotContaining(PASSWORD);
    }
  }

  private void logIn(SecuredListener listener, String user) throws Exception {
    Map<String, Object> settings = new HashMap<>(listener.client(user));
    Properties properties = new Properties();
    settings.forEach((name, value) -> properties.setProperty("kafka." + name, value.toString()));
    Path file = directory.resolve(user + ".properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    System.setProperty(LOCATIONS, file.toUri().toString());
  }
}
