package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Outgoing;

/** What somebody does who scrolls through many images, some from strangers. */
record GalleryWalk(ServedPage served) {
  private static final int THOUSANDS = 5000;
  private static final String SCRIPT = "<script>window.hacked = 1</script>";

  /** Scrolls to the end again and again, until the last image of all is there or time is up. */
  private static final String SCROLL =
      """
      new Promise((done) => {
        const end = Date.now() + 90000;
        let most = 0;
        const step = () => {
          scrollTo(0, document.documentElement.scrollHeight);
          most = Math.max(most, document.querySelectorAll("*").length);
          const last = document.querySelector(".tiles li:last-child");
          if ((last && last.ariaPosInSet === last.ariaSetSize) || Date.now() > end) done(most);
          else setTimeout(step, 50);
        };
        step();
      })""";

  void hostileNames(Chromium browser) throws Exception {
    publish("<img src=x onerror='window.hacked = 2'>", SCRIPT, 1);
    PageWalk.go(browser, "gallery");
    browser.await("document.body.innerText.includes('window.hacked = 1')", 30);
    PageWalk.go(browser, "draw");
    browser.await("document.body.innerText.includes('window.hacked = 1')", 30);
    assertThat(browser.value("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(browser.value("document.scripts.length").asInt()).isEqualTo(1);
  }

  void thousands(Chromium browser) throws Exception {
    publish("many", "dot", THOUSANDS);
    browser.value(
        "void setInterval(() => fetch('api/images?dataSet=many&limit=1').then((a) => a.json())"
            + ".then((page) => { window.fitting = page.fitting; }), 200)");
    browser.await("window.fitting === " + THOUSANDS, 60);
    PageWalk.go(browser, "gallery");
    browser.await("document.querySelectorAll('.tile').length > 20", 20);
    PageWalk.choose(browser, "className", "dot");
    browser.await("document.body.innerText.includes('5,000 images')", 20);

    assertThat(browser.value(SCROLL).asInt()).as("elements at most").isLessThan(THOUSANDS);

    assertThat(browser.value("document.querySelector('.tiles').lastChild.ariaPosInSet").asText())
        .isEqualTo("" + THOUSANDS);
    browser.value("scrollTo(0, 0)");
    browser.await("document.querySelector('.tiles').firstChild.ariaPosInSet === '1'", 20);
  }

  private void publish(String dataSet, String className, int count) throws Exception {
    byte[] png = png();
    List<Outgoing> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AnnotatedImageMessage image = image(dataSet, className, i, png);
      records.add(new Outgoing(Topics.ANNOTATED_IMAGES, ImageKey.of(image), Wire.encode(image)));
    }
    served.publish(records);
  }

  private static AnnotatedImageMessage image(
      String dataSet, String className, int number, byte[] png) {
    ObjectAnnotation object =
        ObjectAnnotation.newBuilder()
            .setClassName(className)
            .setX(1)
            .setY(1)
            .setWidth(5)
            .setHeight(5)
            .build();
    return AnnotatedImageMessage.newBuilder()
        .setId("image-" + number)
        .setDataSet(dataSet)
        .setWidth(8)
        .setHeight(8)
        .setImage(ByteBuffer.wrap(png))
        .setSha256(Sha256.of(png))
        .setObjects(List.of(object))
        .build();
  }

  private static byte[] png() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
