package org.detdiffusion.perception.data.pocket;

import java.net.URI;
import java.nio.file.Path;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;

/**
 * BCCD: 364 photographs of blood cells, 640x480, with Pascal VOC boxes of red cells (RBC), white
 * cells (WBC) and platelets; MIT licence, github.com/Shenggan/BCCD_Dataset. It is fetched once, at
 * a pinned revision, and every file is compared with its published SHA-256. Some red cells carry no
 * box in the source.
 */
public final class BloodCells {
  public static final String NAME = "blood-cells";

  /** System property with another address of the same archive, a zip as GitHub makes it. */
  public static final String SOURCE_PROPERTY = "detdiffusion.blood-cells.source";

  static final String REVISION = "d272fb14cdff6e473fafeeeba32aba5f560e9e43";
  private static final String SOURCE =
      "https://codeload.github.com/Shenggan/BCCD_Dataset/zip/" + REVISION;

  private BloodCells() {}

  /** Fetches what is not in the cache yet and reads it, like {@link VocDirectory#read}. */
  public static DataSet read(Path cache, DataSetOptions options) throws InvalidDataSetException {
    return load(cache, options).dataSet();
  }

  /** As {@link #read}, with the report. */
  public static ImportedDataSet load(Path cache, DataSetOptions options)
      throws InvalidDataSetException {
    return VocDirectory.load(fetch(cache), NAME, options);
  }

  /**
   * Makes sure that the data set is in the cache.
   *
   * @return its Pascal VOC folder
   * @throws InvalidDataSetException when it can't be fetched or is not as published; the cache then
   *     holds nothing of it
   */
  public static Path fetch(Path cache) throws InvalidDataSetException {
    URI source = URI.create(System.getProperty(SOURCE_PROPERTY, SOURCE));
    return fetch(cache, source, Checksums.ofResource("bccd.sha256"));
  }

  static Path fetch(Path cache, URI source, Checksums checksums) throws InvalidDataSetException {
    Path folder = cache.resolve("bccd-" + REVISION.substring(0, 8));
    new VerifiedArchive("the blood-cell photographs", source, checksums).fetchInto(folder);
    return folder.resolve("BCCD");
  }
}
