package org.detdiffusion.deploy;

import java.nio.file.Path;

/** Where the files lie that these tests are about, as seen from this module. */
public final class Deploy {
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  public static final Path IMAGES = ROOT.resolve("deploy/images");
  public static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");
  public static final Path MONITORING = ROOT.resolve("deploy/monitoring");

  private Deploy() {}
}
