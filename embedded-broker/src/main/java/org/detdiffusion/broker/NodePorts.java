package org.detdiffusion.broker;

import java.io.IOException;

/** A node's id and its bound ports on the loopback address. */
record NodePorts(int id, int client, int controller, BoundSockets sockets) {
  static final String CLIENT = "CLIENT";
  static final String CONTROLLER = "CONTROLLER";

  static NodePorts bind(int id, int clientPort) throws IOException {
    return bind(id, clientPort, 0);
  }

  /** The same ports, once the node that had them is stopped. */
  NodePorts again() throws IOException {
    return bind(id, client, controller);
  }

  private static NodePorts bind(int id, int clientPort, int controllerPort) throws IOException {
    var sockets = new BoundSockets();
    try {
      int client = sockets.bind(CLIENT, clientPort);
      return new NodePorts(id, client, sockets.bind(CONTROLLER, controllerPort), sockets);
    } catch (IOException refused) {
      sockets.closeUnused();
      throw refused;
    }
  }

  String address() {
    return "127.0.0.1:" + client;
  }

  String voter() {
    return id + "@127.0.0.1:" + controller;
  }
}
