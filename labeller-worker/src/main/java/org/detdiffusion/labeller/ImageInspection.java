package org.detdiffusion.labeller;

import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;

/**
 * Looks at every image once, before any detector does: bad ones go to the dead letters, one letter
 * each however many detectors there are.
 */
record ImageInspection(MessageImages images) implements Transform {

  @Override
  public List<Outgoing> apply(Incoming record) throws RejectedException {
    StreamImage.of(StreamImage.message(record), images);
    return List.of();
  }
}
