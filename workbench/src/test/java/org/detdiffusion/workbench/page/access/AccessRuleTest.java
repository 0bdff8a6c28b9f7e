package org.detdiffusion.workbench.page.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Optional;
import org.detdiffusion.workbench.page.access.AccessRule.Answer;
import org.detdiffusion.workbench.page.access.AccessRule.Answer.Allowed;
import org.detdiffusion.workbench.page.access.AccessRule.Answer.Refused;
import org.detdiffusion.workbench.page.access.AccessRule.Request;
import org.junit.jupiter.api.Test;

class AccessRuleTest {
  private final SessionToken token = new SessionToken();
  private final AccessRule open = new AccessRule(token, Optional.empty());
  private final AccessRule closed = new AccessRule(token, Optional.of("pass:word"));

  @Test
  void readingNeedsNoTokenOnThisMachine() {
    assertThat(open.answer(read("127.0.0.1:8080", null))).isEqualTo(new Allowed());
    assertThat(open.answer(read("[::1]:8080", null))).isEqualTo(new Allowed());
    assertThat(open.answer(read("localhost", null))).isEqualTo(new Allowed());
  }

  @Test
  void aForeignNameThatPointsHereIsNotAnswered() {
    assertThat(status(open.answer(read("evil.example:8080", null)))).isEqualTo(403);
    assertThat(status(open.answer(read(null, null)))).isEqualTo(403);
  }

  @Test
  void changingNeedsTheTokenOfThisProcess() {
    assertThat(status(open.answer(change(null, null)))).isEqualTo(403);
    assertThat(status(open.answer(change(null, new SessionToken().value())))).isEqualTo(403);
    assertThat(open.answer(change(null, token.value()))).isEqualTo(new Allowed());
  }

  @Test
  void aPasswordIsAskedForEverythingButHealth() {
    assertThat(status(closed.answer(read("other", null)))).isEqualTo(401);
    assertThat(status(closed.answer(read("other", basic("u:wrong"))))).isEqualTo(401);
    assertThat(status(closed.answer(read("other", "Basic ???")))).isEqualTo(401);
    assertThat(closed.answer(read("other", basic("u:pass:word")))).isEqualTo(new Allowed());
    assertThat(closed.answer(new Request("GET", "/q/health/live", "other", null, null)))
        .isEqualTo(new Allowed());
  }

  @Test
  void aPasswordDoesNotReplaceTheToken() {
    assertThat(status(closed.answer(change(basic("u:pass:word"), null)))).isEqualTo(403);
    assertThat(closed.answer(change(basic("u:pass:word"), token.value()))).isEqualTo(new Allowed());
  }

  private static Request read(String host, String authorization) {
    return new Request("GET", "/api/images", host, authorization, null);
  }

  private static Request change(String authorization, String token) {
    return new Request("POST", "/api/jobs", "localhost:1", authorization, token);
  }

  private static String basic(String words) {
    return "Basic " + Base64.getEncoder().encodeToString(words.getBytes(UTF_8));
  }

  private static int status(Answer answer) {
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).status();
  }
}
