package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Right;
import io.idealstream.client.Rights;
import io.idealstream.fixtures.AccessRules;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.Marks;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.fixtures.SecuredKafka;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Role;
import io.idealstream.job.SettingsReader;
import io.idealstream.web.LivePage;
import io.idealstream.web.WebSettings;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command against a Kafka with TLS, logins and access control. */
@Tag("long")
class SecuredIT {
  private static final String STRANGER = "stranger";
  private static final int PICTURES = 6;

  @TempDir private static Path folder;
  private static SecuredKafka kafka;
  private static AccessRules rules;

  /** All that any command printed. */
  private final List<String> printed = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    kafka =
        SecuredKafka.start(
            folder.resolve("kafka"),
            Stream.concat(Stream.of(STRANGER), Arrays.stream(Role.values()).map(Role::toString))
                .toArray(String[]::new));
    rules = new AccessRules(kafka);
  }

  @AfterAll
  static void stop() {
    rules.close();
    kafka.close();
  }

  @Test
  void everyCommandNeedsWhatIsPrintedForItsRoleAndShowsNoPassword() throws Exception {
    Path work = Files.createDirectories(folder.resolve("whole"));
    for (Role role : Role.values()) {
      for (String line :
          done(
                  work,
                  role,
                  "topics",
                  "acls",
                  "--role",
                  role.toString(),
                  "--principal",
                  "User:" + role)
              .out()
              .split("\n")) {
        rules.allow(AccessRules.read(line));
      }
    }
    done(work, Role.SETUP, "topics", "create", "--partitions", "2");
    done(work, Role.SETUP, "topics", "describe");
    Path config = config(work, "job");
    checked(CommandRun.of("config", "check", "--kafka", config.toString()));
    int port = FreePort.next();
    try (RunProcess run =
        RunProcess.start(
            "run",
            work,
            List.of("-Xmx1g"),
            config,
            "--log",
            work.resolve("job.log").toString(),
            "--web-port",
            String.valueOf(port))) {
      run.awaitRunning();
      use(work);
      pages(port);
      done(work, Role.JOB, "stop");
      assertEquals(0, run.awaitEnd(), run::output);
    }
    assertTrue(
        Files.readString(work.resolve("job.log")).contains("sasl.jaas.config = [hidden]"),
        "the log shows what clients are given");
    for (String user : List.of("job", "publish", "erase", "reader", "setup", SecuredKafka.ADMIN)) {
      assertNowhere(work, SecuredKafka.mark(user));
    }
  }

  /** Publishes something of everything, and reads all of it back. */
  private void use(Path work) throws Exception {
    done(work, Role.PUBLISH, "publish", "spaces", "conf/spaces/birds.yaml");
    done(
        work,
        Role.PUBLISH,
        "query",
        "add",
        "ducks",
        "--text",
        "a photo of a duck",
        "--threshold",
        "0.1");
    done(work, Role.PUBLISH, "query", "list");
    done(
        work,
        Role.PUBLISH,
        "publish",
        "policies",
        "conf/policies/birds-on-water.yaml",
        "--wait",
        "120");
    done(work, Role.PUBLISH, "policy", "list");
    done(work, Role.PUBLISH, "publish", "concepts", "dog", "--example", picture(0));
    List<String> images = new ArrayList<>(List.of("publish", "images"));
    for (int i = 0; i < PICTURES; i++) {
      images.add(picture(i));
    }
    done(work, Role.PUBLISH, images.toArray(String[]::new));
    done(work, Role.PUBLISH, "publish", "captions", "--", "a photo of a duck on water");
    done(
        work,
        Role.PUBLISH,
        "publish",
        "feedback",
        "--id",
        picture(0),
        "--value",
        "bird=waterbird",
        "--source",
        "reviewer");
    CommandRun labels =
        done(
            work,
            Role.READER,
            "tail",
            "labels",
            "--from-beginning",
            "--max",
            String.valueOf(PICTURES),
            "--seconds",
            "120");
    assertEquals(PICTURES, labels.out().lines().count(), labels::toString);
    for (Topic<?> topic : Topic.all()) {
      done(work, Role.READER, "tail", topic.code(), "--from-beginning", "--seconds", "1");
    }
    done(work, Role.READER, "policy", "explain", picture(0));
    livePage(work);
    done(work, Role.PUBLISH, "drift", "mute", "--space", "birds");
    done(work, Role.READER, "words", "history", "--space", "birds");
    done(work, Role.ERASE, "forget", "--feed", "default", "--id", "i-7", "--wait", "120");
    assertEquals(1, run(work, "publish", "forget", "--feed", "default", "--id", "i-7").code());
    done(work, Role.READER, "words", "export", work.resolve("words.json").toString());
    done(work, Role.READER, "audit");
    done(work, Role.PUBLISH, "trial", "start", "--query", "ducks", "--threshold", "0.2", "--wait");
    done(work, Role.READER, "trial", "diff", "--query", "ducks");
    done(work, Role.PUBLISH, "trial", "list");
    done(work, Role.PUBLISH, "trial", "stop", "--query", "ducks", "--wait");
    CommandRun calibrate = run(work, Role.READER.toString(), "calibrate");
    printed.add(calibrate.err());
    assertTrue(calibrate.err().contains("feedback about 1 item were read"), calibrate::toString);
    done(work, Role.JOB, "status", "--json");
    done(work, Role.JOB, "savepoint");
    done(work, Role.PUBLISH, "query", "remove", "ducks");
    done(work, Role.PUBLISH, "policy", "remove", "birds-on-water");
  }

  @Test
  void whatIsNotAllowedToTheJobIsNamedBeforeItStarts() throws Exception {
    Path work = Files.createDirectories(folder.resolve("refused"));
    JobSettings settings = SettingsReader.read(config(work, "job"));
    List<Right> rights = Role.JOB.rights(settings);
    done(work, SecuredKafka.ADMIN, "topics", "create");
    String[] lines =
        done(work, Role.JOB, "topics", "acls", "--principal", "User:job").out().split("\n");
    assertEquals(rights.size(), lines.length);
    assertEquals(rights.size(), missing(settings).size(), "all that is missing is named at once");
    for (String line : lines) {
      rules.allow(AccessRules.read(line));
    }
    assertEquals(List.of(), awaitMissing(settings, 0));
    for (int i = 0; i < lines.length; i++) {
      for (AclBinding rule : AccessRules.read(lines[i])) {
        rules.withdraw(List.of(rule));
        String problem = awaitMissing(settings, 1).get(0);
        assertTrue(problem.contains(rights.get(i).name()), problem);
        assertTrue(problem.startsWith("this user may not "), problem);
        rules.allow(List.of(rule));
        assertEquals(List.of(), awaitMissing(settings, 0));
      }
    }
    // what is written under a transactional id is refused when that is done
    AclBinding transactions = AccessRules.read(lines[lines.length - 1]).get(0);
    rules.withdraw(List.of(transactions));
    CommandRun check = CommandRun.of("config", "check", "--kafka", config(work, "job").toString());
    assertEquals(1, check.code());
    assertTrue(
        check.err().contains("this user may not Write transactional id refused-"), check::err);
  }

  @Test
  void aUserWhoIsAllowedNothingIsToldSo() throws Exception {
    Path work = Files.createDirectories(folder.resolve("stranger"));
    for (String command :
        List.of(
            "topics create",
            "topics describe",
            "publish images " + picture(0),
            "publish captions -- duck",
            "publish spaces conf/spaces/birds.yaml",
            "query list",
            "publish policies conf/policies/birds-on-water.yaml",
            "policy list",
            "tail labels --max 1",
            "words export " + work.resolve("words.json"),
            "audit",
            "calibrate",
            "run")) {
      CommandRun refused = run(work, STRANGER, command.split(" "));
      assertEquals(1, refused.code(), () -> command + ": " + refused);
      assertTrue(
          refused.err().matches("(?s).*(does not allow it to this user|this user may not).*"),
          () -> command + ": " + refused);
      assertFalse(refused.err().contains("Exception"), () -> command + ": " + refused);
      assertFalse(refused.err().contains("\tat "), () -> command + ": " + refused);
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("ending")),
        "a command ends no process but its own");
  }

  @Test
  void aLoginThatIsRefusedAndACertificateThatIsNotTrustedAreSentences() throws Exception {
    Path work = Files.createDirectories(folder.resolve("refused-login"));
    Path config = config(work, STRANGER);
    String text = Files.readString(config);
    Files.writeString(work.resolve("wrong"), "MARKED-wrong");
    Path wrong =
        Files.writeString(
            work.resolve("wrong.yaml"),
            text.replaceFirst(
                "\\$\\{FILE:[^}]*}",
                Matcher.quoteReplacement("${FILE:" + work.resolve("wrong") + "}")));
    CommandRun refused = CommandRun.of("tail", "labels", "--verbose", "--config", wrong.toString());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains(" refused the login: Authentication failed"), refused::err);
    assertFalse(refused.err().contains("MARKED"), refused::err);
    assertEquals(refused.err().lines().findFirst().orElseThrow() + "\n", alone(work, wrong));
    Path untrusted =
        Files.writeString(
            work.resolve("untrusted.yaml"), text.replaceAll("(?m)^.*ssl.truststore.*\n", ""));
    CommandRun unknown = CommandRun.of("tail", "labels", "--config", untrusted.toString());
    assertEquals(1, unknown.code());
    assertTrue(unknown.err().contains(": the TLS handshake with Kafka at "), unknown::err);
    assertEquals(1, unknown.err().lines().count(), unknown::err);
  }

  /** What a process of its own says, with the logging that ships. */
  private static String alone(Path work, Path config) throws IOException {
    try (ChildJvm process =
        ChildJvm.start(
            "alone",
            work,
            List.of(
                "-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath()),
            ClassPath.all(),
            Main.class.getName(),
            List.of("tail", "labels", "--config", config.toString()))) {
      assertEquals(1, process.awaitEnd());
      return process.output();
    }
  }

  private static List<String> awaitMissing(JobSettings settings, int count) throws IOException {
    List<String> missing = missing(settings);
    for (int i = 0; i < 250 && missing.size() != count; i++) {
      Polling.pause(20);
      missing = missing(settings);
    }
    assertEquals(count, missing.size(), missing.toString());
    return missing;
  }

  private static List<String> missing(JobSettings settings) {
    return Rights.missing(settings.kafka().connection(), Role.JOB.rights(settings));
  }

  /** The rights of a reader are enough for the live page, and how far the job is behind. */
  private void livePage(Path work) throws Exception {
    JobSettings settings = SettingsReader.read(config(work, Role.READER.toString()));
    try (LivePage page = LivePage.open(WebSettings.local("page").at(OptionalInt.of(0)), settings)) {
      int port = URI.create(page.address()).getPort();
      String state = page(port, "/api/state");
      for (int i = 0; i < 300 && !isComplete(state); i++) {
        Polling.pause(100);
        state = page(port, "/api/state");
      }
      assertTrue(isComplete(state), state);
    }
  }

  private static boolean isComplete(String state) {
    return state.contains("\"labels\":" + PICTURES + ",") && !state.contains("\"lag\":null");
  }

  private void pages(int port) throws Exception {
    String jobs = page(port, "/jobs");
    Matcher job = Pattern.compile("[0-9a-f]{32}").matcher(jobs);
    assertTrue(job.find(), jobs);
    for (String path :
        List.of("", "/config", "/plan", "/exceptions", "/checkpoints", "/accumulators")) {
      page(port, "/jobs/" + job.group() + path);
    }
    for (String path :
        List.of(
            "/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/taskmanagers",
            "/overview")) {
      page(port, path);
    }
  }

  private String page(int port, String path) throws Exception {
    String page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString())
            .body();
    printed.add(page);
    return page;
  }

  private CommandRun done(Path work, Object user, String... command) throws IOException {
    return checked(run(work, user.toString(), command));
  }

  private CommandRun checked(CommandRun run) {
    printed.add(run.out() + run.err());
    assertEquals(0, run.code(), run::toString);
    return run;
  }

  private static CommandRun run(Path work, String user, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    int end = words.indexOf("--");
    words.addAll(end < 0 ? words.size() : end, List.of("--config", config(work, user).toString()));
    return CommandRun.of(words.toArray(String[]::new));
  }

  private static Path config(Path work, String user) throws IOException {
    String name = work.getFileName().toString();
    StringBuilder text =
        new StringBuilder(
            """
            topics: {prefix: "%s."}
            state: {folder: "%s"}
            output: {transactional-id: "%s"}
            checkpoint: {interval: 500ms}
            words: {interval: 500ms}
            parallelism: 2
            kafka:
              bootstrap-servers: "%s"
              group: "%s"
              properties:
            """
                .formatted(name, work.resolve("state"), name, kafka.bootstrapServers(), name));
    Map<String, String> properties = new HashMap<>(kafka.properties(user));
    properties.forEach(
        (property, value) -> text.append("    %s: '%s'\n".formatted(property, value)));
    return Files.writeString(work.resolve(user + ".yaml"), text);
  }

  private static String picture(int number) {
    return "src/main/resources/samples/pictures/%03d.jpg".formatted(number);
  }

  private void assertNowhere(Path work, String mark) throws IOException {
    for (String text : printed) {
      assertFalse(text.contains(mark), text);
    }
    assertEquals(List.of(), Marks.in(work, mark));
  }
}
