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
   * @throws WorkbenchException when another program has it, or this one may not
   */
  static int of(int port, String option) throws WorkbenchException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw refused(port, option, e);
    }
  }

  static WorkbenchException refused(int port, String option, IOException cause) {
    String reason = cause.getMessage();
    String what =
        reason != null && reason.contains("in use")
            ? "is taken by another program"
            : "can't be opened (" + reason + ")";
    return new WorkbenchException(
        "Port %d %s; choose another with %s.".formatted(port, what, option), cause);
  }
}
