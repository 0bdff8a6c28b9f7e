package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One trainer at a time on a run, in this process and in others that share the work directory: a
 * redelivered job waits here for the one that still works on it.
 */
final class RunLocks {
  private final ConcurrentMap<RunFolder, ReentrantLock> inProcess = new ConcurrentHashMap<>();

  /** Holds a run until closed. */
  record Held(ReentrantLock lock, FileChannel channel, FileLock file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (channel) {
        file.release();
      } finally {
        lock.unlock();
      }
    }
  }

  Held hold(RunFolder folder) throws IOException, InterruptedException {
    ReentrantLock lock = inProcess.computeIfAbsent(folder, key -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      FileChannel channel =
          FileChannel.open(
              folder.path().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new Held(lock, channel, fileLock(channel, folder));
    } catch (IOException | RuntimeException e) {
      lock.unlock();
      throw e;
    }
  }

  private static FileLock fileLock(FileChannel channel, RunFolder folder) throws IOException {
    try {
      return channel.lock();
    } catch (OverlappingFileLockException held) {
      channel.close();
      throw new IOException("another trainer of this process works in " + folder.path(), held);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
