package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.Browser;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.Resources;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's page in a real browser: what a person sees and does. Demo and browser take both cores
 * of a small machine for minutes: it runs alone, after all other tests. It mostly waits, and may
 * take its time where others keep the machine busy.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Tag("long")
class PageIT {

  private static final List<String> VIEWS =
      List.of(
          "now", "items", "review", "groups", "words", "drift", "queries", "decisions", "letters");

  private static final Path PICTURES =
      Path.of(System.getProperty("page.pictures", "target/page-pictures"));

  @TempDir Path folder;

  private Browser browser;
  private String page;

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aPersonSeesTheFeedFiltersItTriesAQueryAndSaysWhatIsTrue() throws Exception {
    int kafkaPort = FreePort.next();
    // as long as it takes, however busy the machine is
    try (ChildJvm demo = demo("--seconds", "3600", "--kafka-port", String.valueOf(kafkaPort))) {
      seesPicturesAndLabels();
      filtersByAValue();
      triesAQuery();
      seesWhyADecisionWasMade();
      String confirmed = confirmsALabel();
      assertFeedback(kafkaPort, confirmed);
      for (int width : new int[] {1600, 390}) {
        everyViewIsReadableByAll(width, false);
        everyViewIsReadableByAll(width, true);
      }
      assertEquals(List.of(), browser.complaints());
      demo.terminate();
    }
  }

  @Test
  void theDriftOfTheDemoAppears() throws Exception {
    try (ChildJvm demo = demo("--seconds", "60")) {
      see("drift");
      browser.await(
          "the drift of the demo",
          """
          return [...document.querySelectorAll('.episode h3')]
              .some(title => title.innerText.includes('place/water'));
          """);
      browser.picture(PICTURES.resolve("drift-found.png"));
      assertEquals(0, demo.awaitEnd(), demo::output);
    }
  }

  /** Starts it, and a browser; its page is up then. */
  private ChildJvm demo(String... arguments) throws Exception {
    Optional<String> whyNone = Browser.whyNone();
    assumeTrue(whyNone.isEmpty(), () -> whyNone.orElseThrow());
    int port = FreePort.next();
    page = "http://127.0.0.1:" + port;
    List<String> all = new ArrayList<>(List.of("demo", "--port", String.valueOf(port)));
    all.addAll(List.of(arguments));
    ChildJvm demo =
        ChildJvm.start(
            "demo",
            folder,
            List.of(
                "-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath()),
            ClassPath.all(),
            Main.class.getName(),
            all);
    try {
      browser = Browser.start();
      browser.as(1600, 1000, false);
      while (!demo.output().contains(page)) {
        assertTrue(demo.isAlive(), demo::output);
        Polling.pause(100);
      }
      return demo;
    } catch (Exception | Error failure) {
      demo.close();
      throw failure;
    }
  }

  private void see(String address) throws Exception {
    browser.open("about:blank");
    browser.open(page + "/#" + address);
    browser.await(
        address + " is shown",
        "return document.querySelector('#content h1') !== null"
            + " && document.querySelector('#link').innerText.includes('live')");
  }

  private void seesPicturesAndLabels() throws Exception {
    see("items");
    browser.await(
        "three pictures with labels",
        """
        const cards = [...document.querySelectorAll('.card')];
        return cards.filter(card => card.querySelector('img')?.naturalWidth > 0
            && card.querySelector('.answers .label')).length >= 3;
        """);
  }

  private void filtersByAValue() throws Exception {
    see("items?space=birds&factor=bird&value=waterbird");
    browser.await(
        "six cards that are of waterbirds, and no other",
        """
        const cards = [...document.querySelectorAll('.card')];
        return cards.length >= 6
            && cards.every(card => card.querySelector('.answers').innerText.includes('waterbird'));
        """);
    assertEquals(
        "waterbird",
        browser.run("return document.querySelector('#filter-value').value").asText(),
        "the address is what the fields show");
  }

  private void triesAQuery() throws Exception {
    see("queries");
    // the page asks for a minute; who sees no result then presses again
    browser.await(
        "what the query would hit",
        """
        if (document.querySelectorAll('.try figure img').length >= 8
            && document.querySelectorAll('.try .columns button').length > 1) return true;
        if (!(Date.now() - window.asked < 60_000)) {
          window.asked = Date.now();
          document.querySelector('#try-text').value = 'a photo of a duck';
          document.querySelector('.try button[type=submit]').click();
        }
        return false;
        """);
    double best =
        browser
            .run("return Number(document.querySelector('.try .thumbs figcaption').innerText)")
            .asDouble();
    assertTrue(best > 0.2 && best <= 1, "a cosine: " + best);
  }

  private void seesWhyADecisionWasMade() throws Exception {
    see("decisions");
    browser.await(
        "a decision of the demo's policy, with its picture and its reason",
        """
        return [...document.querySelectorAll('.decision')].some(one =>
            one.querySelector('h3').innerText.includes('review · queue second-look')
            && one.querySelector('img')?.naturalWidth > 0
            && one.querySelector('.reason').innerText.startsWith('plain prompts say '));
        """);
    browser.run(
        """
        document.querySelector('.view-decisions button[aria-pressed]').click();
        document.querySelector('.decision .reason').closest('.decision')
            .querySelector('summary').click();
        """);
    browser.await(
        "the evidence: labels of birds, raw beside debiased",
        """
        return [...document.querySelectorAll('.decision details[open] tr.mark')].some(row =>
            row.cells[0].innerText === 'birds / bird'
            && row.cells[1].innerText !== row.cells[3].innerText);
        """);
    browser.run("document.querySelector('.decision details[open]').scrollIntoView()");
    browser.picture(PICTURES.resolve("decisions-evidence.png"));
  }

  /** Gives the item that was confirmed. */
  private String confirmsALabel() throws Exception {
    see("review");
    browser.await("an item to review", "return document.querySelector('.keys') !== null");
    browser.run(
        """
        const name = document.querySelector('.view-review input');
        name.value = 'ada';
        name.dispatchEvent(new Event('input'));
        name.blur();
        """);
    browser.await(
        "a label to confirm",
        """
        const press = key => document.body.dispatchEvent(
            new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        const labelled = () => document.querySelector('.keys kbd')?.innerText === 'y';
        for (let i = 0; i < 50 && !labelled(); i++) press('s');
        if (!labelled()) return false;
        window.confirmed = document.querySelector('.review .note').innerText.split(' · ')[0];
        press('y');
        return true;
        """);
    browser.await(
        "the feedback to be sent",
        "return document.querySelector('.view-review > .note').innerText.startsWith('1 sent.')");
    return browser.run("return window.confirmed").asText();
  }

  private static void assertFeedback(int kafkaPort, String item) throws Exception {
    List<Feedback> said = new ArrayList<>();
    KafkaConnection kafka = KafkaConnection.to("127.0.0.1:" + kafkaPort);
    String topic = Topic.FEEDBACK.under("idealstream.");
    try (Tail tail = Tail.of(kafka, List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      for (TopicRecord record : tail.toEnd(Duration.ofMinutes(2))) {
        Feedback feedback = Topic.FEEDBACK.decode(record);
        if ("ada".equals(feedback.source())) {
          said.add(feedback);
        }
      }
    }
    assertEquals(List.of(item), said.stream().map(Feedback::id).toList());
  }

  /** Keeps pictures; what is wrong for a reader's software is told by axe. */
  private void everyViewIsReadableByAll(int width, boolean dark) throws Exception {
    browser.as(width, width > 1000 ? 1000 : 844, dark);
    see("now");
    browser.run(Resources.text("/axe.min.js"));
    for (String view : VIEWS) {
      browser.run("location.hash = arguments[0]", view);
      browser.await(
          view + " is shown",
          "return document.querySelector('#content > .view-' + arguments[0] + ' h1') !== null",
          view);
      String name = view + "-" + width + (dark ? "-dark" : "-light");
      assertTrue(
          browser
              .run("return document.documentElement.scrollWidth <= window.innerWidth")
              .asBoolean(),
          name + " is wider than the screen");
      browser.picture(PICTURES.resolve(name + ".png"));
      assertEquals("", findings(), name);
    }
  }

  private String findings() throws Exception {
    return browser
        .runAsync(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(found => done(
                found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                    .map(v => v.id + ' ' + v.nodes[0].html).join('; ')));
            """)
        .asText();
  }
}
