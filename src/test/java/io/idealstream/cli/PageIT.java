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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's page in a real browser: what a person sees and does. */
class PageIT {

  /** Of a bundled run; the drift is of two thirds of it. */
  private static final int SECONDS = 90;

  private static final List<String> VIEWS =
      List.of("now", "items", "review", "groups", "words", "drift", "queries", "letters");

  private static final Path PICTURES =
      Path.of(System.getProperty("page.pictures", "target/screenshots"));

  @TempDir Path folder;

  private Browser browser;
  private String page;

  @Test
  void aPersonSeesTheFeedFiltersItTriesAQueryAndSaysWhatIsTrue() throws Exception {
    assumeTrue(Browser.isInstalled(), "no chromium and chromedriver on the PATH");
    int port = FreePort.next();
    int kafkaPort = FreePort.next();
    page = "http://127.0.0.1:" + port;
    try (ChildJvm demo = demo(port, kafkaPort);
        Browser started = Browser.start()) {
      browser = started;
      browser.as(1600, 1000, false);
      while (!demo.output().contains(page)) {
        assertTrue(demo.isAlive(), demo::output);
        Polling.pause(100);
      }
      seesPicturesAndLabels();
      filtersByAValue();
      triesAQuery();
      String confirmed = confirmsALabel();
      assertFeedback(kafkaPort, confirmed);
      seesTheDrift();
      everyViewIsReadableByAll();
      assertEquals(List.of(), browser.complaints());
      assertEquals(0, demo.awaitEnd(), demo::output);
    }
  }

  private ChildJvm demo(int port, int kafkaPort) throws Exception {
    return ChildJvm.start(
        "demo",
        folder,
        List.of("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath()),
        ClassPath.all(),
        Main.class.getName(),
        List.of(
            "demo",
            "--seconds",
            String.valueOf(SECONDS),
            "--port",
            String.valueOf(port),
            "--kafka-port",
            String.valueOf(kafkaPort)));
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
        "six pictures with labels",
        """
        const cards = [...document.querySelectorAll('.card')];
        return cards.filter(card => card.querySelector('img')?.naturalWidth > 0
            && card.querySelector('.answers .label')).length >= 6;
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
    browser.run(
        """
        document.querySelector('#try-text').value = 'a photo of a duck';
        document.querySelector('.try button[type=submit]').click();
        """);
    browser.await(
        "what the query would hit",
        """
        return document.querySelectorAll('.try figure img').length >= 8
            && document.querySelectorAll('.try .columns button').length > 1;
        """);
    double best =
        browser
            .run("return Number(document.querySelector('.try .thumbs figcaption').innerText)")
            .asDouble();
    assertTrue(best > 0.2 && best <= 1, "a cosine: " + best);
  }

  /** Gives the item that was confirmed. */
  private String confirmsALabel() throws Exception {
    see("review");
    browser.await("an item to review", "return document.querySelector('.keys') !== null");
    String item =
        browser
            .run(
                """
                const name = document.querySelector('.view-review input');
                name.value = 'ada';
                name.dispatchEvent(new Event('input'));
                name.blur();
                const press = key => document.body.dispatchEvent(
                    new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
                const labelled = () => document.querySelector('.keys kbd')?.innerText === 'y';
                for (let i = 0; i < 50 && !labelled(); i++) press('s');
                const item = document.querySelector('.review .note').innerText.split(' · ')[0];
                press('y');
                return item;
                """)
            .asText();
    browser.await(
        "the feedback to be sent",
        "return document.querySelector('.view-review > .note').innerText.startsWith('1 sent.')");
    return item;
  }

  private static void assertFeedback(int kafkaPort, String item) throws Exception {
    List<Feedback> said = new ArrayList<>();
    KafkaConnection kafka = KafkaConnection.to("127.0.0.1:" + kafkaPort);
    String topic = Topic.FEEDBACK.under("idealstream.");
    try (Tail tail = Tail.of(kafka, List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      for (TopicRecord record : tail.toEnd(Duration.ofSeconds(30))) {
        Feedback feedback = Topic.FEEDBACK.decode(record);
        if ("ada".equals(feedback.source())) {
          said.add(feedback);
        }
      }
    }
    assertEquals(List.of(item), said.stream().map(Feedback::id).toList());
  }

  private void seesTheDrift() throws Exception {
    see("drift");
    browser.await(
        "the drift of the demo",
        """
        return [...document.querySelectorAll('.episode h3')]
            .some(title => title.innerText.includes('place/water'));
        """);
  }

  /** At two widths, light and dark; what is wrong for a reader's software is told by axe. */
  private void everyViewIsReadableByAll() throws Exception {
    String axe = Resources.text("/axe.min.js");
    for (int width : new int[] {1600, 390}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.as(width, width > 1000 ? 1000 : 844, dark);
        for (String view : VIEWS) {
          see(view);
          String name = view + "-" + width + (dark ? "-dark" : "-light");
          assertTrue(
              browser
                  .run("return document.documentElement.scrollWidth <= window.innerWidth")
                  .asBoolean(),
              name + " is wider than the screen");
          browser.picture(PICTURES.resolve(name + ".png"));
          browser.run(axe);
          String wrong =
              browser
                  .runAsync(
                      """
                      const done = arguments[arguments.length - 1];
                      axe.run(document, {resultTypes: ['violations']}).then(found => done(
                          found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                              .map(v => v.id + ' ' + v.nodes[0].html).join('; ')));
                      """)
                  .asText();
          assertEquals("", wrong, name);
        }
      }
    }
  }
}
