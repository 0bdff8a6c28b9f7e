package org.detdiffusion.trainer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.detdiffusion.perception.data.Sha256;

/** SHA-256 over parts; each part's length is part of it. */
final class Digest {
  private final MessageDigest sha256 = Sha256.digest();

  Digest add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  Digest add(byte[] part) {
    sha256.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha256.update(part);
    return this;
  }

  /** 64 lower-case hexadecimal digits. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
