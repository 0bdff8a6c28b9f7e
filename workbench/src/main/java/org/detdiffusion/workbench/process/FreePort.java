package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
final class FreePort {
  private FreePort() {}

  /**
   * The port itself, or any free one for 0.
   *
   * @throws WorkbenchException when another program has it
   */
  static int of(int port, String option) throws WorkbenchException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new WorkbenchException(
          "Port " + port + " is taken by another program; choose another with " + option + ".", e);
    }
  }
}
