package io.idealstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Browser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A tab of a real browser that shows the page all the while: what it takes, and how it answers. */
final class Tab implements AutoCloseable {

  private static final long KIB = 1 << 10;

  private final Browser browser;
  private final List<Long> heaps = new ArrayList<>();
  private final List<Long> nodes = new ArrayList<>();
  private final List<Long> frames = new ArrayList<>();

  private Tab(Browser browser) {
    this.browser = browser;
  }

  /** Opens the view with the most in it. */
  static Tab open(String page) throws Exception {
    Tab tab = new Tab(Browser.start());
    tab.show(page, "items");
    return tab;
  }

  private void show(String page, String view) throws IOException {
    browser.open("about:blank");
    browser.open(page + "/#" + view);
    browser.await(
        view + " is shown",
        "return document.querySelector('#content h1')?.innerText !== undefined");
  }

  /** Measures, after garbage is gone. */
  void look() throws IOException {
    frames.add(
        browser
            .runAsync(
                """
                const done = arguments[arguments.length - 1];
                const asked = performance.now();
                requestAnimationFrame(() => requestAnimationFrame(
                    () => done(Math.round(performance.now() - asked))));
                """)
            .asLong());
    browser.devtools("HeapProfiler.collectGarbage", Map.of());
    heaps.add(browser.devtools("Runtime.getHeapUsage", Map.of()).get("usedSize").asLong() / KIB);
    nodes.add(browser.devtools("Memory.getDOMCounters", Map.of()).get("nodes").asLong());
  }

  /** Every record of a topic is counted where a person looks. */
  void assertCounts(String page, String topic, int records) throws IOException {
    show(page, "now");
    browser.await(
        records + " records of " + topic,
        """
        return [...document.querySelectorAll('tr')].some(row =>
            row.cells[0].innerText === arguments[0] && row.cells[1].innerText === arguments[1]);
        """,
        topic,
        String.format(Locale.ROOT, "%,d", records));
  }

  /**
   * Asserts that nothing piles up from a third of the time on, and that it was never long without a
   * frame.
   */
  void assertLasts(long growthKib, long slowestMillis) throws IOException {
    System.out.printf(
        "a tab: heap in KiB %s, nodes %s, milliseconds to the next frame but one %s%n",
        heaps, nodes, frames);
    int early = heaps.size() / 3;
    int last = heaps.size() - 1;
    assertTrue(heaps.get(last) <= heaps.get(early) + growthKib, heaps::toString);
    assertTrue(nodes.get(last) <= 2 * nodes.get(early), nodes::toString);
    assertTrue(frames.stream().allMatch(each -> each < slowestMillis), frames::toString);
    assertEquals(List.of(), browser.complaints());
  }

  @Override
  public void close() throws Exception {
    browser.close();
  }
}
