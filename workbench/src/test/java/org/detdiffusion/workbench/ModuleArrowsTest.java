package org.detdiffusion.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The modules depend on each other one way, and on Kafka and DJL in the places meant for them. */
@AnalyzeClasses(packages = "org.detdiffusion", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("messages")
          .definedBy("org.detdiffusion.messages..")
          .layer("perception")
          .definedBy("org.detdiffusion.perception..")
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
          .whereLayer("networks")
          .mayOnlyAccessLayers("messages", "perception")
          .whereLayer("worker-kit")
          .mayOnlyAccessLayers("messages")
          .whereLayer("broker")
          .mayNotAccessAnyLayer()
          .whereLayer("labeller")
          .mayOnlyAccessLayers("messages", "perception", "networks", "worker-kit")
          .whereLayer("generator")
          .mayOnlyAccessLayers("messages", "perception", "networks", "worker-kit")
          .whereLayer("trainer")
          .mayOnlyAccessLayers("messages", "perception", "networks", "worker-kit")
          .whereLayer("workbench")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule kafkaStaysBehindTheWorkerKit =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.detdiffusion.workerkit..",
              "org.detdiffusion.broker..",
              "org.detdiffusion.messages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule djlStaysInNetworks =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.detdiffusion.networks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule perceptionIsPureJava =
      noClasses()
          .that()
          .resideInAPackage("org.detdiffusion.perception..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..");
}
