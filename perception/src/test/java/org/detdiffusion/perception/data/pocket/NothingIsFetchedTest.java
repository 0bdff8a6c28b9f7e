package org.detdiffusion.perception.data.pocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a server on this machine that nobody may connect to. */
class NothingIsFetchedTest {
  private static final DataSetOptions OPTIONS = DataSetOptions.DEFAULT.withCounts(3, 2, 9);
  private static final int PATIENCE_MILLIS = 200;

  private ServerSocket server;

  @TempDir Path folder;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void forAnAddressInThePlaceOfAFileName() throws Exception {
    for (String name : addresses()) {
      assertThatThrownBy(() -> ImageFiles.read(folder, name))
          .isInstanceOf(InvalidImageException.class);
    }
    assertThat(isAsked()).isFalse();
  }

  @Test
  void forTheAddressesThatCocoFilesHaveBesideTheirNames() throws Exception {
    Path annotations = Folders.cocoFiles(SmallPictures.coco(folder, 10)).get(0);
    String address = addresses().get(0);
    String urls = "\"coco_url\":\"%s\",\"flickr_url\":\"%s\",".formatted(address, address);
    String json = Files.readString(annotations);
    assertThat(json).contains("\"file_name\"");
    Files.writeString(annotations, json.replace("\"file_name\"", urls + "\"file_name\""));
    assertThat(CocoDirectory.read(folder, OPTIONS).images()).isNotEmpty();
    assertThat(isAsked()).isFalse();
  }

  @Test
  void forAnImageWhoseIdIsAnAddress() throws Exception {
    for (String id : addresses()) {
      PixelImage pixels = new PixelImage(2, 2, new byte[12]);
      var message = Messages.toMessage(new AnnotatedImage(id, id, id, pixels, List.of()));
      assertThat(Messages.fromMessage(message).id()).isEqualTo(id);
    }
    assertThat(isAsked()).isFalse();
  }

  /** Otherwise the others would say nothing. */
  @Test
  void theServerHearsWhoAsks() throws Exception {
    try (Socket asking = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(asking.isConnected()).isTrue();
      assertThat(isAsked()).isTrue();
    }
  }

  private boolean isAsked() throws IOException {
    try (Socket asked = server.accept()) {
      return asked.isConnected();
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  private List<String> addresses() {
    return Stream.of(
            "http://127.0.0.1:%d/a.png",
            "http://[::1]:%d/a.png",
            "http://localhost:%d/a.png",
            "https://127.0.0.1:%d/a.png",
            "jar:http://127.0.0.1:%d/a.jar!/a.png",
            "gopher://127.0.0.1:%d/_a",
            "ftp://127.0.0.1:%d/a.png",
            "//127.0.0.1:%d/a.png")
        .map(address -> address.formatted(server.getLocalPort()))
        .toList();
  }
}
