package org.detdiffusion.deploy.images;

import java.util.Locale;

/** What images are made of. */
enum Program {
  LABELLER("labeller-worker", 8081),
  GENERATOR("generator-worker", 8082),
  TRAINER("trainer-worker", 8083),
  WORKBENCH("workbench", 8080);

  private final String module;
  private final int port;

  Program(String module, int port) {
    this.module = module;
    this.port = port;
  }

  /** The name of its stage and image. */
  String target() {
    return name().toLowerCase(Locale.ROOT);
  }

  String module() {
    return module;
  }

  int port() {
    return port;
  }
}
