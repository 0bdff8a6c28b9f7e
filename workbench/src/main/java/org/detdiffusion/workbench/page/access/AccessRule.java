package org.detdiffusion.workbench.page.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.workbench.page.access.AccessRule.Answer.Allowed;
import org.detdiffusion.workbench.page.access.AccessRule.Answer.Refused;

/**
 * Who may do what. Without a password only this machine is answered, under its own names: a page
 * elsewhere can make its name point here, and would read what is on the topics.
 *
 * @param password that every request has to bring; empty for none
 */
record AccessRule(SessionToken token, Optional<String> password) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final String BASIC = "Basic ";

  /** What a rule needs to know of a request; null for a header that is not there. */
  record Request(String method, String path, String host, String authorization, String token) {}

  /** What becomes of a request. */
  sealed interface Answer {
    record Allowed() implements Answer {}

    record Refused(int status, String sentence) implements Answer {}
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }

  Answer answer(Request request) {
    if (request.path().startsWith("/q/health")) {
      return new Allowed();
    }
    if (password.isPresent() && !isAuthorized(request.authorization())) {
      return new Refused(UNAUTHORIZED, "The page asks for a password; any user name will do.");
    }
    if (password.isEmpty() && !isLoopback(name(request.host()))) {
      return new Refused(FORBIDDEN, "The page is for this machine; open it as 127.0.0.1.");
    }
    if (!READING.contains(request.method()) && !token.is(request.token())) {
      return new Refused(
          FORBIDDEN,
          "Requests that change something need the header %s; its value is printed at the start, and a page that is older than this process has to be loaded again."
              .formatted(SessionToken.HEADER));
    }
    return new Allowed();
  }

  private boolean isAuthorized(String authorization) {
    if (authorization == null || !authorization.startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] given = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String both = new String(given, UTF_8);
      byte[] word = both.substring(both.indexOf(':') + 1).getBytes(UTF_8);
      return MessageDigest.isEqual(word, password.orElseThrow().getBytes(UTF_8));
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  /** Without the port. */
  private static String name(String host) {
    return host == null ? "" : host.replaceFirst(":\\d*$", "");
  }
}
