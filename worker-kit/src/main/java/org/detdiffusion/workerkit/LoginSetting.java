package org.detdiffusion.workerkit;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Finds a malformed login at the start; Kafka's own message would quote parts of the password. */
final class LoginSetting {
  private LoginSetting() {}

  /**
   * Returns if there is no login, or one that can be read.
   *
   * @throws IllegalArgumentException without anything of the value
   */
  static void check(Map<String, Object> settings) {
    Object login = settings.get(SaslConfigs.SASL_JAAS_CONFIG);
    if (login instanceof String text && !isReadable(text)) {
      throw new IllegalArgumentException(
          "kafka.sasl.jaas.config can't be read; write 'Module required username=\"name\""
              + " password=\"...\";' with the quotes and the semicolon.");
    }
  }

  private static boolean isReadable(String login) {
    try {
      var unused =
          JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
      return true;
    } catch (IllegalArgumentException quotesTheLogin) {
      return false;
    }
  }
}
