package io.idealstream.cli;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Word;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeSet;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shares of values and the score over time, one chart below the other, as PNG. */
final class DriftPicture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 300;

  /** What is lower, such as 0, is drawn here. */
  private static final double LOWEST = 0.001;

  private static final double HIGHEST = 10;

  private static final Color ALARM = new Color(0xd62728);

  private final List<DriftScore> scores;
  private final List<Drift> drifts;

  /**
   * @param scores in order of time, at least one
   * @param drifts of the same feed
   */
  DriftPicture(List<DriftScore> scores, List<Drift> drifts) {
    this.scores = scores;
    this.drifts = drifts;
  }

  void write(List<String> factors, Path file) {
    List<XYChart> charts = new ArrayList<>();
    factors.forEach(factor -> charts.add(shares(factor)));
    charts.add(score());
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      BitmapEncoder.saveBitmap(charts, charts.size(), 1, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private XYChart shares(String factor) {
    XYChart chart = chart("share of " + factor + ", %");
    TreeSet<String> values = new TreeSet<>();
    scores.forEach(score -> values.addAll(score.shares().getOrDefault(factor, Map.of()).keySet()));
    for (String value : values) {
      List<Double> shares = new ArrayList<>();
      for (DriftScore score : scores) {
        Double share = score.shares().getOrDefault(factor, Map.of()).get(value);
        shares.add(share == null ? Double.NaN : 100 * share);
      }
      chart.addSeries(value, times(), shares).setMarker(SeriesMarkers.NONE);
    }
    chart.getStyler().setYAxisMin(0.0);
    mark(chart, 0, 100);
    return chart;
  }

  private XYChart score() {
    XYChart chart = chart("score, an alarm at 1");
    List<Double> heights =
        scores.stream()
            .map(
                score ->
                    score.score() == null
                        ? Double.NaN
                        : Math.max(LOWEST, Math.min(HIGHEST, score.score())))
            .toList();
    boolean any = heights.stream().anyMatch(height -> !height.isNaN());
    chart
        .addSeries("score", times(), any ? heights : heights.stream().map(h -> LOWEST).toList())
        .setMarker(SeriesMarkers.NONE);
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(LOWEST).setYAxisMax(HIGHEST);
    mark(chart, LOWEST, HIGHEST);
    return chart;
  }

  private List<Date> times() {
    return scores.stream().map(score -> Date.from(score.to())).toList();
  }

  private XYChart chart(String axis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title("%s, %s".formatted(scores.get(0).space(), Word.calledFeed(scores.get(0).feed())))
            .xAxisTitle("event time, UTC")
            .yAxisTitle(axis)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setTimezone(TimeZone.getTimeZone("UTC"));
    return chart;
  }

  /** A line where each drift was found, if it lies among the times. */
  private void mark(XYChart chart, double low, double high) {
    int number = 0;
    for (Drift drift : drifts) {
      boolean shown =
          !drift.detected().isBefore(scores.get(0).from())
              && !drift.detected().isAfter(scores.get(scores.size() - 1).to());
      if (shown) {
        Date at = Date.from(drift.detected());
        XYSeries line =
            chart.addSeries(
                number++ == 0 ? "alarm" : "alarm " + number, List.of(at, at), List.of(low, high));
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ALARM);
        line.setLineStyle(SeriesLines.DASH_DASH);
        line.setShowInLegend(number == 1);
      }
    }
  }
}
