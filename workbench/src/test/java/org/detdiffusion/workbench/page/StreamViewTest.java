package org.detdiffusion.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.backlog.ImageSeconds;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class StreamViewTest {
  private final StreamView view = new StreamView(new ImageSeconds());

  @Test
  void holdsTheNewestImagesOnlyHoweverManyThereAre() {
    for (int index = 0; index < 1000; index++) {
      view.accept(image("image-" + index));
    }
    StreamState state = view.state("");
    assertThat(state.real()).hasSize(24);
    assertThat(state.real().get(0).id()).isEqualTo("image-999");
    assertThat(view.image(state.real().get(0).number())).isPresent();
    assertThat(view.image(0)).isEmpty();
    assertThat(count(state, Topics.ANNOTATED_IMAGES).messages()).isEqualTo(1000);
  }

  @Test
  void countsWhatWaitsInTheQueue() {
    view.accept(bytes(Topics.LAYOUT_JOBS));
    view.accept(bytes(Topics.LAYOUT_JOBS));
    view.accept(bytes(Topics.LAYOUT_JOBS));
    view.accept(bytes(Topics.deadLetters(Topics.LAYOUT_JOBS)));
    StreamState.TopicCount jobs = count(view.state(""), Topics.LAYOUT_JOBS);
    assertThat(jobs.waiting()).isEqualTo(2);
    assertThat(jobs.deadLetters()).isEqualTo(1);
  }

  @Test
  void aLetterThatWasBroughtBackIsOneLetterAndItsJobWaits() {
    String letters = Topics.deadLetters(Topics.LAYOUT_JOBS);
    view.accept(bytes(Topics.LAYOUT_JOBS));
    view.accept(bytes(letters));
    view.accept(bytes(Topics.LAYOUT_JOBS));
    view.accept(new Incoming(letters, 0, 1, "key", null, Map.of("redriven-offset", "0"), 1));
    StreamState.TopicCount jobs = count(view.state(""), Topics.LAYOUT_JOBS);
    assertThat(jobs.waiting()).isEqualTo(1);
    assertThat(jobs.deadLetters()).isEqualTo(1);
  }

  private static StreamState.TopicCount count(StreamState state, String topic) {
    return state.topics().stream().filter(t -> t.name().equals(topic)).findFirst().orElseThrow();
  }

  private static Incoming bytes(String topic) {
    return new Incoming(topic, 0, 0, "key", new byte[] {1}, Map.of(), 1);
  }

  private static Incoming image(String id) {
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder()
            .setId(id)
            .setDataSet("d")
            .setWidth(8)
            .setHeight(8)
            .setImage(ByteBuffer.wrap(new byte[] {1, 2}))
            .setSha256("0")
            .setObjects(List.of())
            .build();
    return new Incoming(Topics.ANNOTATED_IMAGES, 0, 0, id, Wire.encode(message), Map.of(), 1);
  }
}
