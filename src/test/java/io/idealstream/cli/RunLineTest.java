package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.demo.screen.Screen;
import io.idealstream.job.monitor.JobState.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLineTest {

  private final Snapshot job = new Snapshot();

  @Test
  void aRunningJobIsToldByWhatGoesThroughIt() {
    job.images(2370, 39.5).labels(2370, 39.44).deadLetters(3).lag(12).wordsAge(4).checkpoint(41, 3);
    assertEquals(
        "images 2370, 39.5/s  labels 2370, 39.4/s  lag 12  dead letters 3  words 4 s old  "
            + "checkpoint 41, 3 s ago",
        RunLine.text(job.take()));
  }

  @Test
  void hitsAndDecisionsAreToldOnceThereAreAnyAndFastRatesWithoutDecimals() {
    job.images(90_000, 1234.5).labels(180_000, 2469).hits(7, 0.04).decisions(2, 0.01);
    assertEquals(
        "images 90000, 1235/s  labels 180000, 2469/s  hits 7, 0.0/s  decisions 2, 0.0/s  lag 0  "
            + "dead letters 0  "
            + "no checkpoint yet",
        RunLine.text(job.lag(0).take()));
  }

  @Test
  void whatIsNotKnownYetIsSaid() {
    assertEquals(
        "starting for 7 s  images 0, 0.0/s  labels 0, 0.0/s  lag ?  dead letters 0  "
            + "no checkpoint yet",
        RunLine.text(job.phase(Phase.STARTING, 7).take()));
  }

  @Test
  void troubleComesFirst() {
    job.phase(Phase.RESTARTING, 72).silence(Duration.ofSeconds(84)).lag(5);
    assertEquals(
        "restarting for 1 min 12 s  Kafka silent for 1 min 24 s  images 0, 0.0/s  "
            + "labels 0, 0.0/s  lag 5  dead letters 0  no checkpoint yet",
        RunLine.text(job.take()));
  }

  @Test
  void whileNoSpaceIsInForceItSaysSoOnceThereAreImages() {
    job.lag(0).spaces(0);
    assertEquals(
        "images 0, 0.0/s  labels 0, 0.0/s  lag 0  dead letters 0  no checkpoint yet",
        RunLine.text(job.take()));
    assertEquals(
        "images 600, 9.9/s  labels 0: no space in force (publish spaces)  lag 0  dead letters 0  "
            + "no checkpoint yet",
        RunLine.text(job.images(600, 9.9).take()));
    StringWriter shown = new StringWriter();
    Screen screen = Screen.terminal(new PrintWriter(shown), 81);
    screen.status(RunLine.line(job.take(), screen.width()));
    assertEquals(
        "images 9.9/s  \u001b[33mlabels: no space in force (publish spaces)\u001b[0m  lag 0  "
            + "dead letters 0",
        shown.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "110|images 6, 9.5/s  labels 6, 9.5/s  hits 9, 1.0/s  lag 2  dead letters 0"
            + "  words 4 s old  checkpoint 41, 3 s ago",
        "105|images 6, 9.5/s  labels 6, 9.5/s  lag 2  dead letters 0"
            + "  words 4 s old  checkpoint 41, 3 s ago",
        "91|images 9.5/s  labels 9.5/s  lag 2  dead letters 0  words 4 s old"
            + "  checkpoint 41, 3 s ago",
        "80|images 9.5/s  labels 9.5/s  lag 2  dead letters 0  checkpoint 41, 3 s ago",
        "72|images 9.5/s  labels 9.5/s  lag 2  dead letters 0",
        "40|images 9.5/s  labels 9.5/s  lag 2  dead…",
      })
  void onANarrowScreenWhatMattersLeastIsLeftOut(int width, String expected) {
    job.images(6, 9.5).labels(6, 9.5).hits(9, 1).lag(2).wordsAge(4).checkpoint(41, 3);
    StringWriter shown = new StringWriter();
    Screen screen = Screen.terminal(new PrintWriter(shown), width + 1);
    screen.status(RunLine.line(job.take(), screen.width()));
    assertEquals(expected, shown.toString());
  }

  @Test
  void deadLettersAndTroubleStandOut() {
    StringWriter shown = new StringWriter();
    Screen screen = Screen.terminal(new PrintWriter(shown), 110);
    job.deadLetters(3).phase(Phase.RESTARTING, 1);
    screen.status(RunLine.line(job.take(), screen.width()));
    assertEquals(
        "\u001b[33mrestarting for 1 s\u001b[0m  images 0, 0.0/s  labels 0, 0.0/s  lag ?  "
            + "\u001b[33mdead letters 3\u001b[0m  no checkpoint yet",
        shown.toString());
  }
}
