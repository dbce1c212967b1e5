package io.idealstream.cli;

import io.idealstream.cli.learn.LearningCurves.Point;
import io.idealstream.cli.learn.Question.Contender;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** The worst group's accuracy over the number of items learned, as PNG. */
final class LearningPicture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final int DOTS_PER_INCH = 144;
  private static final float THIN = 1.5f;
  private static final float THICK = 3f;

  /** One colour for each source. */
  private static final Map<String, Color> COLOURS =
      Map.of(
          "plain", new Color(0x7f7f7f),
          "prompts", new Color(0x1f77b4),
          "feedback", new Color(0xff7f0e),
          "blend", new Color(0x2ca02c),
          "means", new Color(0xd62728));

  private final List<Integer> marks;
  private final XYChart chart;

  /**
   * @param marks numbers of items, at least one, rising
   */
  LearningPicture(List<Integer> marks) {
    this.marks = marks;
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .xAxisTitle("items of feedback learned")
            .yAxisTitle("worst group, percent right")
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }

  /**
   * A line: what does not learn has a single point, and is drawn level. Cleared words are thick.
   */
  void add(String name, Contender contender, List<Point> points) {
    boolean level = points.size() == 1 && points.get(0).items() == 0;
    double[] items = new double[marks.size()];
    double[] worst = new double[marks.size()];
    double[] errors = new double[marks.size()];
    for (int m = 0; m < marks.size(); m++) {
      Point point = points.get(level ? 0 : m);
      items[m] = marks.get(m);
      worst[m] = 100 * point.worst().mean();
      errors[m] = 100 * point.worst().standardError();
    }
    XYSeries series = chart.addSeries(name, items, worst, errors);
    series.setLineColor(COLOURS.get(contender.source()));
    series.setMarkerColor(COLOURS.get(contender.source()));
    series.setLineWidth("cleared-words".equals(contender.method()) ? THICK : THIN);
    series.setMarker(level ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setLineStyle(level ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
  }

  void write(Path file) {
    try {
      BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
