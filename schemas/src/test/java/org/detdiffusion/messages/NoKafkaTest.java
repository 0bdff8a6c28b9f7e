package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NoKafkaTest {
  @Test
  void theContractBringsNoKafkaClientToThoseWhoReadMessages() {
    assertThatThrownBy(() -> Class.forName("org.apache.kafka.common.KafkaException"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
