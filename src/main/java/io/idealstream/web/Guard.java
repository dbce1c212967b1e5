package io.idealstream.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who may ask for what. */
final class Guard {

  static final String WRITE_HEADER = "X-Idealstream";
  static final String WRITE_VALUE = "write";

  private static final int WRITES_PER_SECOND = 20;
  private static final int GUESSES_PER_SECOND = 5;
  private static final int TRIES_PER_SECOND = 5;

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
              + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final Hosts hosts;
  private final Optional<Secret> token;
  private final boolean allowWrites;
  private final String cookie;
  private final String sessionText = Secret.random();
  private final Secret session = new Secret(sessionText);
  private final RateLimit writes;
  private final RateLimit guesses;
  private final RateLimit tries;

  /**
   * @param port of the server: cookies do not keep ports apart, their names have to
   */
  Guard(WebSettings settings, int port, LongSupplier nanos) {
    hosts = new Hosts(settings.host(), settings.names());
    token = settings.token().map(Secret::new);
    allowWrites = settings.allowWrites();
    cookie = "idealstream-" + port;
    writes = new RateLimit(WRITES_PER_SECOND, nanos);
    guesses = new RateLimit(GUESSES_PER_SECOND, nanos);
    tries = new RateLimit(TRIES_PER_SECOND, nanos);
  }

  /** Before every request. */
  void check(Context request) {
    HEADERS.forEach(request::header);
    if (!hosts.allow(request.header("Host"))) {
      throw new Refusal(
          Refusal.MISDIRECTED,
          "this server is not called by that name; option --allow-host adds one");
    }
    if (request.path().startsWith("/api/")) {
      request.header("Cache-Control", "no-store");
      checkSite(request);
    }
    if (!isLogin(request)) {
      checkSession(request);
    }
  }

  /** A page elsewhere has no business with the API, not even to keep it busy. */
  private void checkSite(Context request) {
    String site = request.header("Sec-Fetch-Site");
    String origin = request.header("Origin");
    if ((site != null && !OWN_SITES.contains(site))
        || (origin != null && !hosts.allowOrigin(origin))) {
      throw new Refusal(Refusal.FORBIDDEN, "only this server's own page may ask");
    }
  }

  private static boolean isLogin(Context request) {
    return (request.path().equals("/") && request.queryParam("token") != null)
        || request.path().equals("/api/login");
  }

  private void checkSession(Context request) {
    if (token.isPresent() && !session.is(request.cookie(cookie))) {
      throw new Refusal(
          Refusal.UNAUTHORIZED, "open the address with /?token=TOKEN, which the server printed");
    }
  }

  /** Gives the session for the token, or to anybody where there is none. */
  void login(Context request, String shown) {
    if (token.isPresent()) {
      if (!guesses.lets()) {
        throw new Refusal(Refusal.TOO_MANY, "too many tokens a second; try again");
      }
      if (!token.get().is(shown)) {
        throw new Refusal(Refusal.UNAUTHORIZED, "that is not the token");
      }
    }
    giveSession(request);
  }

  /** Gives the page its cookie, to one who was let in. */
  void giveSession(Context request) {
    Cookie session = new Cookie(cookie, sessionText);
    session.setPath("/");
    session.setHttpOnly(true);
    session.setSameSite(SameSite.STRICT);
    request.cookie(session);
  }

  boolean allowsWrites() {
    return allowWrites;
  }

  /** Before everything that is sent to a topic. */
  void checkWrite(Context request) {
    if (!allowWrites) {
      throw new Refusal(
          Refusal.FORBIDDEN, "this page only shows; option --allow-writes lets it write");
    }
    if (!WRITE_VALUE.equals(request.header(WRITE_HEADER))) {
      throw new Refusal(
          Refusal.FORBIDDEN, "expected the header %s: %s".formatted(WRITE_HEADER, WRITE_VALUE));
    }
    if (!session.is(request.cookie(cookie))) {
      throw new Refusal(
          Refusal.UNAUTHORIZED, "expected the cookie that the page gets; load the page again");
    }
    if (!writes.lets()) {
      throw new Refusal(
          Refusal.TOO_MANY, "more than %d writes a second; try again".formatted(WRITES_PER_SECOND));
    }
  }

  /** Before everything that takes a model's time. */
  void checkTry() {
    if (!tries.lets()) {
      throw new Refusal(
          Refusal.TOO_MANY, "more than %d tries a second; try again".formatted(TRIES_PER_SECOND));
    }
  }
}
