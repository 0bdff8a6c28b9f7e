package org.detdiffusion.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** An HTTP server that counts who asks it, and messages that name it wherever a string may be. */
public final class Canary implements AutoCloseable {
  private static final int ALL = -1;

  private final HttpServer server;
  private final AtomicInteger hits = new AtomicInteger();

  public Canary() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          hits.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:%d/image.png".formatted(server.getAddress().getPort());
  }

  /** How often the server was asked for anything. */
  public int hits() {
    return hits.get();
  }

  /** Copies of a message: each has the URL in place of another string, the last one of all. */
  public <T extends SpecificRecord> List<T> naming(T message) {
    List<T> copies = new ArrayList<>();
    var strings = new Replacement(Integer.MAX_VALUE);
    Object unused = replaced(message, strings);
    for (int wanted = 0; wanted < strings.seen; wanted++) {
      copies.add(copy(message, wanted));
    }
    copies.add(copy(message, ALL));
    return copies;
  }

  private <T extends SpecificRecord> T copy(T message, int wanted) {
    T copy = SpecificData.getForClass(message.getClass()).deepCopy(message.getSchema(), message);
    Object unused = replaced(copy, new Replacement(wanted));
    return copy;
  }

  /** Which string is to be replaced, and how many came by. */
  private static final class Replacement {
    private final int wanted;
    private int seen;

    Replacement(int wanted) {
      this.wanted = wanted;
    }

    boolean isDue() {
      return seen++ == wanted || wanted == ALL;
    }
  }

  private Object replaced(Object value, Replacement which) {
    if (value instanceof CharSequence) {
      return which.isDue() ? url() : value;
    }
    if (value instanceof SpecificRecord record) {
      for (Schema.Field field : record.getSchema().getFields()) {
        Object before = record.get(field.pos());
        record.put(field.pos(), replaced(before, which));
      }
      return record;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> replaced(each, which)).toList();
    }
    return value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
