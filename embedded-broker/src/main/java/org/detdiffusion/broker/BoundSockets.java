package org.detdiffusion.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Hands sockets to Kafka that are bound already: free ports are known before the start, no race.
 */
final class BoundSockets implements ServerSocketFactory {
  private final Map<String, ServerSocketChannel> byListener = new ConcurrentHashMap<>();

  /**
   * Binds a loopback port.
   *
   * @param port 0 for any free one
   * @return the port bound
   */
  int bind(String listener, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.socket().setReuseAddress(true);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException refused) {
      channel.close();
      throw new PortTakenException(port, refused);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    byListener.put(listener, channel);
    return channel.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel bound = byListener.remove(listener);
    if (bound == null) {
      return INSTANCE.openServerSocket(listener, address, backlog, receiveBuffer);
    }
    bound.configureBlocking(false);
    return bound;
  }

  /** Closes those that no server took. */
  void closeUnused() throws IOException {
    for (ServerSocketChannel channel : byListener.values()) {
      channel.close();
    }
  }
}
