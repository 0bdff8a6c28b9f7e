package org.detdiffusion.chaos;

import java.util.List;

/** A worker by its main class and what its JVM needs. */
enum Kind {
  /** Its heap is all there from the start, so that memory that grows is memory that leaks. */
  GENERATOR("org.detdiffusion.generator.GeneratorProcess", "-Xms48m -Xmx48m -XX:+AlwaysPreTouch"),
  LABELLER("org.detdiffusion.labeller.LabellerProcess", "-Xmx64m"),
  TRAINER("org.detdiffusion.trainer.TrainerProcess", "-Xmx256m"),

  /** With a heap as small as the labeller's. */
  SMALL_TRAINER("org.detdiffusion.trainer.TrainerProcess", "-Xmx64m");

  private final String main;
  private final String jvm;

  Kind(String main, String jvm) {
    this.main = main;
    this.jvm = jvm;
  }

  String main() {
    return main;
  }

  List<String> jvm() {
    return List.of(jvm.split(" ", -1));
  }
}
