package org.detdiffusion.broker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A key pair of 127.0.0.1 that only those trust who are given its certificate, for a few days.
 *
 * @param keyStore PKCS12, with the private key
 * @param certificate PEM, for a client's truststore
 * @param password of the key store
 */
public record SelfSignedCertificate(Path keyStore, Path certificate, String password) {
  private static final String ALIAS = "broker";

  /**
   * Makes one with the JDK's keytool.
   *
   * @param directory gets two files; made when it is not there
   */
  public static SelfSignedCertificate in(Path directory, String password) throws IOException {
    Files.createDirectories(directory);
    Path keyStore = directory.resolve("broker.p12");
    Path certificate = directory.resolve("broker.pem");
    List<String> store =
        List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass", password);
    keytool(
        store,
        List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"),
        List.of("-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1", "-validity", "3"));
    keytool(store, List.of("-exportcert", "-rfc"), List.of("-file", certificate.toString()));
    return new SelfSignedCertificate(keyStore, certificate, password);
  }

  private static void keytool(List<String> store, List<String> action, List<String> options)
      throws IOException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(List.of(program));
    command.addAll(action);
    command.addAll(store);
    command.addAll(options);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("keytool can't make a certificate: " + said.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while keytool ran");
    }
  }

  @Override
  public String toString() {
    return "certificate " + certificate;
  }
}
