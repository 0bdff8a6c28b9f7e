package org.detdiffusion.messages;

/**
 * The key of a real image, and of everything said about it: {@code data set/image id}. Image ids
 * are unique within their data set only. Topics with equal keys are divided into partitions alike.
 */
public final class ImageKey {
  private ImageKey() {}

  /** No two pairs have the same key: a slash in the data set's name is written as {@code %2F}. */
  public static String of(String dataSet, String imageId) {
    return dataSet.replace("%", "%25").replace("/", "%2F") + "/" + imageId;
  }

  public static String of(AnnotatedImageMessage image) {
    return of(image.getDataSet(), image.getId());
  }

  public static String of(AttributeRecord record) {
    return of(record.getDataSet(), record.getImageId());
  }

  /** Whether the key is that of an image of the data set. */
  public static boolean isOf(String dataSet, String key) {
    return key.startsWith(of(dataSet, ""));
  }
}
