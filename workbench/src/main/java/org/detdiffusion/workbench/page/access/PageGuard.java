package org.detdiffusion.workbench.page.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.detdiffusion.workbench.page.access.AccessRule.Answer.Refused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stands before every answer of this process. */
@ApplicationScoped
public class PageGuard {
  private static final int BEFORE_ALL_OTHERS = 1000;

  @Inject SessionToken token;

  @ConfigProperty(name = "quarkus.http.host")
  String host;

  @ConfigProperty(name = "detdiffusion.page.password")
  Optional<String> password;

  void start(@Observes StartupEvent event) {
    if (!AccessRule.isLoopback(host) && password.isEmpty()) {
      throw new IllegalStateException(
          "The page would be open to whoever reaches %s; set DETDIFFUSION_PAGE_PASSWORD, or leave QUARKUS_HTTP_HOST at 127.0.0.1."
              .formatted(host));
    }
  }

  void guard(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    var asked =
        new AccessRule.Request(
            request.method().name(),
            context.normalizedPath(),
            request.authority() == null ? null : request.authority().host(),
            request.getHeader("Authorization"),
            request.getHeader(SessionToken.HEADER));
    if (new AccessRule(token, password).answer(asked) instanceof Refused refused) {
      refuse(context, refused);
    } else {
      context.next();
    }
  }

  private static void refuse(RoutingContext context, Refused refused) {
    context
        .response()
        .setStatusCode(refused.status())
        .putHeader("WWW-Authenticate", "Basic realm=\"DetDiffusion\", charset=\"UTF-8\"")
        .putHeader("Content-Type", "application/json")
        .end(JsonObject.of("error", refused.sentence()).encode());
  }
}
