package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void aCountOfNoneIsRefusedByItsName() {
    assertThatThrownBy(() -> Settings.atLeastOne("detdiffusion.trainer.slots", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("detdiffusion.trainer.slots is 0; set it to 1 or more.");
  }

  @Test
  void aCountOfOneIsTaken() {
    assertThat(Settings.atLeastOne("detdiffusion.trainer.slots", 1)).isEqualTo(1);
  }

  @Test
  void aSettingThatCanNotBeEndsTheProcess() {
    var ends = new AtomicInteger();
    Settings.hold(() -> {}, ends::incrementAndGet);
    assertThat(ends).hasValue(0);
    Settings.hold(() -> Settings.atLeastOne("slots", 0), ends::incrementAndGet);
    assertThat(ends).hasValue(1);
  }
}
