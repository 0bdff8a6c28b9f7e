package org.detdiffusion.images;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.detdiffusion.chaos.PausePoint;

/**
 * The real store in a directory; the process may stop when an object is there and not yet named.
 */
public final class PausingImageStore implements ImageStore {
  private final ImageStore store;
  private final PausePoint pause;

  private PausingImageStore(ImageStore store, PausePoint pause) {
    this.store = store;
    this.pause = pause;
  }

  /** Where every image leaves its message. */
  public static MessageImages in(Path directory, PausePoint pause) {
    return MessageImages.of(new PausingImageStore(new FileImageStore(directory), pause), 0);
  }

  @Override
  public void write(ObjectKey key, byte[] bytes) throws ImageException {
    store.write(key, bytes);
    pause.reached(PausePoint.Place.AFTER_UPLOAD);
  }

  @Override
  public byte[] read(ObjectKey key, int bytes) throws ImageException {
    return store.read(key, bytes);
  }

  @Override
  public void list(Consumer<StoredObject> reader) throws ImageException {
    store.list(reader);
  }

  @Override
  public boolean delete(StoredObject listed) throws ImageException {
    return store.delete(listed);
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void close() {
    store.close();
  }
}
