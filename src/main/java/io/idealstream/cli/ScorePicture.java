package io.idealstream.cli;

import io.idealstream.cli.drift.Bench.Outcome;
import io.idealstream.cli.drift.Trace;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Scores over time for one change, each by its threshold, as PNG. */
final class ScorePicture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;
  private static final int DOTS_PER_INCH = 144;

  /** What is lower, such as 0, is drawn here. */
  private static final double LOWEST = 0.003;

  private static final double HIGHEST = 3;

  /** Times under the axis; of more the last would touch. */
  private static final int MOST_TIMES = 14;

  private static final Map<String, Color> COLOURS = new LinkedHashMap<>();

  static {
    COLOURS.put("items", new Color(0x2ca02c));
    COLOURS.put("MMD, 20 intervals", new Color(0x1f77b4));
    COLOURS.put("Page-Hinkley", new Color(0x7f7f7f));
    COLOURS.put("always", new Color(0xd62728));
    COLOURS.put("never", new Color(0x000000));
  }

  private final Outcome outcome;
  private final XYChart chart;

  ScorePicture(Outcome outcome) {
    this.outcome = outcome;
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title(outcome.trace().change())
            .xAxisTitle("intervals since the change")
            .yAxisTitle("score by threshold: an alarm from 1 on")
            .build();
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(LOWEST).setYAxisMax(HIGHEST);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisMaxLabelCount(MOST_TIMES);
  }

  void write(Path folder) {
    Trace trace = outcome.trace();
    COLOURS.forEach((name, colour) -> add(name, colour, trace));
    String world = outcome.world().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    Path file = folder.resolve("drift-scores-" + world + ".png");
    try {
      Files.createDirectories(folder);
      BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void add(String name, Color colour, Trace trace) {
    List<Double> heights = trace.heights().get(name);
    double[] times = new double[heights.size()];
    double[] drawn = new double[times.length];
    for (int t = 0; t < times.length; t++) {
      times[t] = t - trace.changedAt();
      drawn[t] = Math.max(LOWEST, Math.min(HIGHEST, heights.get(t)));
    }
    XYSeries series = chart.addSeries(name, times, drawn);
    series.setLineColor(colour);
    series.setMarker(SeriesMarkers.NONE);
    boolean blind = name.equals("always") || name.equals("never");
    series.setLineStyle(blind ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
  }
}
