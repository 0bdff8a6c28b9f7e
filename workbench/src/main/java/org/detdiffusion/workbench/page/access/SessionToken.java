package org.detdiffusion.workbench.page.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A word that only this process and the pages it serves know. Other sites can send a browser here,
 * but not this word with it.
 */
@Singleton
public class SessionToken {
  /** In which requests that change something carry it. */
  public static final String HEADER = "X-Session-Token";

  private static final int BYTES = 16;

  private final String value = random();

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public String value() {
    return value;
  }

  /** In a time that says nothing of the token. */
  boolean is(String given) {
    return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
