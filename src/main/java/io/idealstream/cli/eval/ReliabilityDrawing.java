package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Estimate;
import io.idealstream.decision.eval.Reliability;
import io.idealstream.math.WilsonInterval;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How often answers are right that are so and so sure: a panel for each method, so that none hides
 * another, and an interval for each bin, so that few answers look like few.
 */
final class ReliabilityDrawing {

  private static final int SIDE = 340;
  private static final int IN_A_ROW = 4;

  private ReliabilityDrawing() {}

  static Drawing of(Tables.Groups groups) {
    List<XYChart> panels = panels(groups.calibrations());
    return Drawing.of(
        "reliability-" + groups.factor(),
        "How often answers to %s are right that are so and so sure, with 95 %% intervals: under the diagonal they are too sure"
            .formatted(groups.factor()),
        panels,
        columns(panels.size()));
  }

  /** One for each method, in their order. */
  static List<XYChart> panels(List<Tables.Calibration> calibrations) {
    return calibrations.stream().map(of -> panel(of, calibrations.indexOf(of))).toList();
  }

  /** XChart wants every row full: a number of panels that nothing divides stands in one. */
  static int columns(int panels) {
    for (int columns = Math.min(IN_A_ROW, panels); columns > 1; columns--) {
      if (panels % columns == 0) {
        return columns;
      }
    }
    return panels;
  }

  private static XYChart panel(Tables.Calibration calibration, int method) {
    XYChart chart =
        new XYChartBuilder()
            .width(SIDE)
            .height(SIDE)
            .theme(ChartTheme.Matlab)
            .title(
                "%s, ECE %s".formatted(calibration.method(), Numbers.fixed(calibration.ece(), 3)))
            .xAxisTitle("probability, mean of a bin")
            .yAxisTitle("share right")
            .build();
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setLegendVisible(false);
    XYSeries diagonal =
        chart.addSeries("as sure as right", new double[] {0, 1}, new double[] {0, 1});
    diagonal.setMarker(SeriesMarkers.NONE);
    diagonal.setLineColor(Colours.GREY).setLineStyle(SeriesLines.DASH_DASH);
    Color colour = Colours.ofMethod(method);
    List<Reliability.Bin> bins = calibration.bins();
    for (Reliability.Bin bin : bins) {
      Whiskers.interval(
          chart,
          "interval " + bin.confidence(),
          bin.confidence(),
          WilsonInterval.of(bin.accuracy() * bin.items(), bin.items(), Estimate.CONFIDENCE),
          1,
          colour);
    }
    if (!bins.isEmpty()) {
      Whiskers.points(
          chart,
          calibration.method(),
          bins.stream().mapToDouble(Reliability.Bin::confidence).toArray(),
          bins.stream().mapToDouble(Reliability.Bin::accuracy).toArray(),
          colour);
    }
    return chart;
  }
}
