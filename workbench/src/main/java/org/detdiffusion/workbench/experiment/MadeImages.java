package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The images of augmentation jobs, decoded, in the order of their layouts. */
public final class MadeImages {
  private MadeImages() {}

  public static List<AnnotatedImage> of(StreamTables tables, String job) throws WorkbenchException {
    List<AnnotatedImage> images = new ArrayList<>();
    for (SyntheticImage image : tables.synthetic(job).values()) {
      try {
        images.add(Messages.fromMessage(tables.images().whole(image)));
      } catch (ImageException | InvalidMessageException e) {
        throw new WorkbenchException(e.getMessage(), e);
      }
    }
    return images;
  }
}
