package io.idealstream.cli;

import io.idealstream.cli.drift.Bench.Outcome;
import io.idealstream.cli.drift.Delay;
import io.idealstream.cli.drift.DelayTally;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Median delays of every detector, change by change, as PNG. */
final class DelayPicture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;
  private static final int DOTS_PER_INCH = 144;

  private static final Color[] COLOURS = {
    new Color(0x2ca02c), new Color(0x98df8a), new Color(0x1b5e20), new Color(0x1f77b4),
    new Color(0x6baed6), new Color(0xc6dbef), new Color(0xff7f0e), new Color(0x7f7f7f),
    new Color(0xd62728), new Color(0x000000), new Color(0xcccccc)
  };

  private final Outcome outcome;
  private final CategoryChart chart;

  DelayPicture(Outcome outcome) {
    this.outcome = outcome;
    chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title(outcome.world())
            .yAxisTitle("median delay, intervals")
            .build();
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
    chart.getStyler().setYAxisMax((double) DelayTally.LONGEST + 200);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setXAxisLabelRotation(20);
    chart.getStyler().setAvailableSpaceFill(0.9);
    chart.getStyler().setSeriesColors(COLOURS);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }

  void write(Path folder) {
    Set<String> changes = new LinkedHashSet<>();
    Set<String> detectors = new LinkedHashSet<>();
    for (Delay delay : outcome.delays()) {
      changes.add(delay.change());
      detectors.add(delay.detector());
    }
    for (String detector : detectors) {
      List<Integer> medians = new ArrayList<>();
      for (Delay delay : outcome.delays()) {
        if (delay.detector().equals(detector)) {
          medians.add(delay.median());
        }
      }
      chart.addSeries(detector, new ArrayList<>(changes), medians);
    }
    String name = outcome.world().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    Path file = folder.resolve("drift-" + name + ".png");
    try {
      Files.createDirectories(folder);
      BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
