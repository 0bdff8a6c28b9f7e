package org.detdiffusion.networks.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSettingTest {

  @Test
  void takesTheFirstGpuByItselfAndTheCpuWhereThereIsNone() {
    assertThat(new DeviceSetting("auto").among(2)).isEqualTo(Device.gpu(0));
    assertThat(new DeviceSetting("auto").among(0)).isEqualTo(Device.cpu());
  }

  @Test
  void takesWhatIsNamed() {
    assertThat(new DeviceSetting("cpu").among(2)).isEqualTo(Device.cpu());
    assertThat(new DeviceSetting("cuda:1").among(2)).isEqualTo(Device.gpu(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cuda", "cuda:", "cuda:-1", "cuda:01", "CPU", "cuda:0,1", ""})
  void refusesOtherWords(String word) {
    assertThatThrownBy(() -> new DeviceSetting(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "detdiffusion.device (or DETDIFFUSION_DEVICE) is '%s': auto, cpu, or cuda:0 and on can"
                + " be chosen",
            word);
  }

  @Test
  void saysWhichGpusThereAre() {
    assertThatThrownBy(() -> new DeviceSetting("cuda:0").among(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cuda:0': no GPU can be used here");
    assertThatThrownBy(() -> new DeviceSetting("cuda:1").among(1))
        .hasMessageContaining("cuda:0 alone");
    assertThatThrownBy(() -> new DeviceSetting("cuda:7").among(4))
        .hasMessageContaining("cuda:0 to cuda:3");
  }

  @Test
  void thePropertyComesBeforeTheVariable() {
    Properties properties = new Properties();
    Map<String, String> environment = Map.of("DETDIFFUSION_DEVICE", "cuda:3");
    assertThat(DeviceSetting.SETTING.value(properties, Map.of())).isEqualTo("auto");
    assertThat(DeviceSetting.SETTING.value(properties, environment)).isEqualTo("cuda:3");
    properties.setProperty("detdiffusion.device", " cpu ");
    assertThat(DeviceSetting.SETTING.value(properties, environment)).isEqualTo("cpu");
    properties.setProperty("detdiffusion.device", "");
    assertThat(DeviceSetting.SETTING.value(properties, environment)).isEqualTo("auto");
  }

  @Test
  void precisionIsSingleOrBfloat16() {
    assertThat(Flavour.ofPrecision("single")).isEqualTo(Flavour.SINGLE);
    assertThat(Flavour.ofPrecision("bfloat16")).isEqualTo(Flavour.BFLOAT16);
    assertThatThrownBy(() -> Flavour.ofPrecision("fp8"))
        .hasMessage(
            "detdiffusion.precision (or DETDIFFUSION_PRECISION) is 'fp8': single or bfloat16 can"
                + " be chosen");
  }
}
