package org.detdiffusion.workbench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version the build was made from. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
      build.load(stream);
    }
    return new String[] {"detdiffusion " + build.getProperty("version")};
  }
}
