package io.idealstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.web.board.Board;
import io.idealstream.web.board.Fields;
import io.idealstream.wire.Source;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered under which address. */
final class Pages {

  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
  private static final String ASSETS = "/web";
  private static final String JSON = "application/json; charset=utf-8";
  private static final long LONGEST_BODY = 64 << 10;
  private static final int MOST_THREADS = 16;
  private static final int LEAST_THREADS = 4;

  private final Board board;
  private final Guard guard;
  private final Writes writes;
  private final Tries tries;
  private final Subscribers subscribers;
  private final Map<String, Object> about;

  /**
   * @param about the server itself, for the page
   */
  Pages(
      Board board,
      Guard guard,
      Writes writes,
      Tries tries,
      Subscribers subscribers,
      Map<String, Object> about) {
    this.board = board;
    this.guard = guard;
    this.writes = writes;
    this.tries = tries;
    this.subscribers = subscribers;
    this.about = about;
  }

  /** A server that answers, not yet started. */
  Javalin server() {
    return Javalin.create(this::configure);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LONGEST_BODY;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.staticFiles.add(
        files -> {
          files.directory = ASSETS;
          files.location = Location.CLASSPATH;
        });
    RoutesConfig routes = config.routes;
    routes.before(guard::check);
    routes.before("/api/events", this::beforeEvents);
    routes.get("/", this::index);
    routes.post("/api/login", this::login);
    routes.get("/api/state", this::state);
    routes.sse("/api/events", this::events);
    routes.get("/api/item", this::item);
    routes.get("/api/decision", this::decision);
    routes.get("/api/picture/{name}.jpg", this::picture);
    routes.get("/api/nearest", this::nearest);
    routes.post("/api/try", this::tryQuery);
    routes.post("/api/queries", this::addQuery);
    routes.delete("/api/queries/<id>", this::removeQuery);
    routes.post("/api/feedback", this::feedback);
    routes.post("/api/controls", this::control);
    routes.exception(Refusal.class, (why, request) -> refuse(request, why));
    routes.exception(
        Unreadable.class,
        (why, request) -> answer(request, Refusal.BAD_REQUEST, problem(why.getMessage())));
    routes.exception(
        HttpResponseException.class,
        (why, request) -> answer(request, why.getStatus(), problem(why.getMessage())));
    routes.exception(Exception.class, this::fail);
    routes.error(
        Refusal.NOT_FOUND,
        request -> {
          if (request.resultInputStream() == null || !isJson(request)) {
            answer(request, Refusal.NOT_FOUND, problem("there is nothing under this address"));
          }
        });
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("page");
    threads.setDaemon(true);
    return threads;
  }

  private static boolean isJson(Context request) {
    return JSON.equals(request.res().getContentType());
  }

  /** The page itself, with the cookie that lets it write, and log in by its address. */
  private void index(Context request) {
    String token = request.queryParam("token");
    if (token != null) {
      guard.login(request, token);
      request.redirect("/", HttpStatus.SEE_OTHER);
      return;
    }
    guard.giveSession(request);
    request.header("Cache-Control", "no-cache");
    request.contentType("text/html; charset=utf-8").result(asset("/index.html"));
  }

  private static byte[] asset(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(ASSETS + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void login(Context request) throws Unreadable {
    Object token = Json.object(request.bodyAsBytes()).get("token");
    guard.login(request, token instanceof String text ? text : null);
    answer(request, 200, Map.of());
  }

  private void state(Context request) {
    Map<String, Object> state = new LinkedHashMap<>(about);
    state.putAll(board.state());
    answer(request, 200, state);
  }

  private void beforeEvents(Context request) {
    request.disableCompression();
    request.header("X-Accel-Buffering", "no");
    if (subscribers.isFull()) {
      throw new Refusal(
          Refusal.UNAVAILABLE, "%d pages are open already; close one".formatted(Subscribers.MOST));
    }
  }

  private void events(SseClient client) {
    subscribers.follow(client);
  }

  private void item(Context request) {
    String feed = required(request, "feed");
    String id = required(request, "id");
    answer(
        request,
        200,
        board
            .item(feed, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.NOT_FOUND,
                        "this item is on show no more; ./idealstream tail reads the topics")));
  }

  private void decision(Context request) {
    String at = required(request, "at");
    String feed = required(request, "feed");
    String id = required(request, "id");
    if (!at.matches("[0-9]{1,18}")) {
      throw new Refusal(Refusal.BAD_REQUEST, "expected a number as parameter at");
    }
    answer(
        request,
        200,
        board
            .decision(Long.parseLong(at), feed, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.NOT_FOUND,
                        "this decision is on show no more; ./idealstream policy explain tells why"
                            + " an item was decided as it was")));
  }

  private static String required(Context request, String name) {
    String value = request.queryParam(name);
    if (value == null) {
      throw new Refusal(Refusal.BAD_REQUEST, "expected the parameter " + name);
    }
    return value;
  }

  /** A picture that went while a page still named it is no mistake of the page: no content. */
  private void picture(Context request) {
    String name = request.pathParam("name");
    Optional<byte[]> jpeg = board.picture(name);
    if (jpeg.isPresent()) {
      request.header("Cache-Control", "private, max-age=3600, immutable");
      request.contentType("image/jpeg").result(jpeg.get());
    } else if (board.hadPicture(name)) {
      request.status(HttpStatus.NO_CONTENT);
    } else {
      throw new Refusal(Refusal.NOT_FOUND, "there was never a picture of this address");
    }
  }

  private void nearest(Context request) {
    guard.checkTry();
    answer(
        request,
        200,
        tries.nearest(
            required(request, "space"),
            required(request, "factor"),
            required(request, "value"),
            source(request.queryParam("source"))));
  }

  private static Source source(String code) {
    if (code == null || code.isEmpty()) {
      return null;
    }
    return Arrays.stream(Source.values())
        .filter(source -> source.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new Refusal(Refusal.BAD_REQUEST, "there is no source of words " + code));
  }

  private void tryQuery(Context request) throws Unreadable {
    guard.checkTry();
    answer(request, 200, tries.run(Json.object(request.bodyAsBytes())));
  }

  private void addQuery(Context request) throws Unreadable {
    guard.checkWrite(request);
    answer(request, 202, Fields.of("id", writes.query(Json.object(request.bodyAsBytes()))));
  }

  private void removeQuery(Context request) throws Unreadable {
    guard.checkWrite(request);
    String id = request.pathParam("id");
    writes.removeQuery(id);
    answer(request, 202, Fields.of("id", id));
  }

  private void feedback(Context request) throws Unreadable {
    guard.checkWrite(request);
    writes.feedback(Json.object(request.bodyAsBytes()));
    answer(request, 202, Map.of());
  }

  private void control(Context request) throws Unreadable {
    guard.checkWrite(request);
    writes.control(Json.object(request.bodyAsBytes()));
    answer(request, 202, Map.of());
  }

  private void refuse(Context request, Refusal why) {
    answer(request, why.status(), problem(why.getMessage()));
  }

  private void fail(Exception failure, Context request) {
    LOG.error("{} {} failed", request.method(), request.path(), failure);
    answer(request, 500, problem("the server failed: " + failure));
  }

  private static Map<String, Object> problem(String sentence) {
    return Fields.of("problem", sentence);
  }

  private static void answer(Context request, int status, Object tree) {
    request.status(status).contentType(JSON).result(Json.text(tree).getBytes(UTF_8));
  }
}
