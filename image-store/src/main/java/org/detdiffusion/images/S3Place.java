package org.detdiffusion.images;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in S3 objects lie.
 *
 * @param folder what all their names begin with: empty, or ending in a slash
 */
record S3Place(String bucket, String folder) {
  private static final Pattern FORM =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9!_'()*-][A-Za-z0-9!_.'()*-]*)*)/?");

  /**
   * Of {@code s3://bucket/prefix}; the prefix may be missing.
   *
   * @throws IllegalArgumentException for anything else, which isn't told: it may hold a password
   */
  static S3Place parse(String url) {
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "%s begins with s3:// but is no bucket with a prefix; write s3://bucket or s3://bucket/prefix, credentials elsewhere."
              .formatted(ImageSettings.STORE));
    }
    String prefix = parts.group(2);
    return new S3Place(parts.group(1), prefix.isEmpty() ? "" : prefix.substring(1) + "/");
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + folder;
  }
}
