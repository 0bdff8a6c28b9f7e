package org.detdiffusion.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules depend on each other one way, and on Kafka and DJL in the places meant for them. */
class ModuleArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.detdiffusion");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages",
        "perception",
        "images",
        "networks",
        "workerkit",
        "broker",
        "labeller",
        "generator",
        "trainer",
        "workbench"
      })
  void everyModuleIsLookedAt(String module) {
    assertThat(CLASSES)
        .anyMatch(type -> type.getPackageName().startsWith("org.detdiffusion." + module));
  }

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("messages")
        .definedBy("org.detdiffusion.messages..")
        .layer("perception")
        .definedBy("org.detdiffusion.perception..")
        .layer("image-store")
        .definedBy("org.detdiffusion.images..")
        .layer("networks")
        .definedBy("org.detdiffusion.networks..")
        .layer("worker-kit")
        .definedBy("org.detdiffusion.workerkit..")
        .layer("broker")
        .definedBy("org.detdiffusion.broker..")
        .layer("labeller")
        .definedBy("org.detdiffusion.labeller..")
        .layer("generator")
        .definedBy("org.detdiffusion.generator..")
        .layer("trainer")
        .definedBy("org.detdiffusion.trainer..")
        .layer("workbench")
        .definedBy("org.detdiffusion.workbench..")
        .whereLayer("messages")
        .mayNotAccessAnyLayer()
        .whereLayer("perception")
        .mayOnlyAccessLayers("messages")
        .whereLayer("image-store")
        .mayOnlyAccessLayers("messages", "perception")
        .whereLayer("networks")
        .mayOnlyAccessLayers("messages", "perception")
        .whereLayer("worker-kit")
        .mayOnlyAccessLayers("messages")
        .whereLayer("broker")
        .mayNotAccessAnyLayer()
        .whereLayer("labeller")
        .mayOnlyAccessLayers("messages", "perception", "image-store", "networks", "worker-kit")
        .whereLayer("generator")
        .mayOnlyAccessLayers("messages", "perception", "image-store", "networks", "worker-kit")
        .whereLayer("trainer")
        .mayOnlyAccessLayers("messages", "perception", "image-store", "networks", "worker-kit")
        .whereLayer("workbench")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void kafkaStaysBehindTheWorkerKit() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.detdiffusion.workerkit..", "org.detdiffusion.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(CLASSES);
  }

  @Test
  void openTelemetryStaysInTheWorkerKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.detdiffusion.workerkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void djlStaysInNetworks() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.detdiffusion.networks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  /** What a message says is never an address to ask: only one download of our own is there. */
  @Test
  void nothingCanFetchAnAddressButTheDownloadOfTheDemo() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.detdiffusion.testing..")
        .and()
        .haveNameNotMatching(
            "org\\.detdiffusion\\.perception\\.data\\.pocket\\.(Download|CappedBody).*")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(http\\..*|URL|URLConnection|HttpURLConnection|Socket)")
        .check(CLASSES);
  }

  @Test
  void amazonsLibraryStaysInTheImageStore() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.detdiffusion.images..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void perceptionIsPureJava() {
    noClasses()
        .that()
        .resideInAPackage("org.detdiffusion.perception..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..")
        .check(CLASSES);
  }
}
