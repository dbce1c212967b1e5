package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Estimate;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.Reliability;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of a measurement: groups, probabilities, prompts and words. */
public final class Drawings {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 560;
  private static final int SQUARE = 640;
  private static final int MOST_GROUPS = 12;
  private static final int MOST_WORDS = 40;

  /** Where the third axis points on paper. */
  private static final double DEPTH_X = 0.45;

  private static final double DEPTH_Y = 0.3;
  private static final double MARGIN = 1.3;
  private static final double ABOVE = 0.08;
  private static final List<Color> OF_FACTORS =
      List.of(new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c));
  private static final Color GREY = new Color(0x7f7f7f);

  /** Told apart by people who see no red or no green, too (Okabe and Ito 2008). */
  private static final Color[] OF_METHODS = {
    GREY,
    new Color(0xe69f00),
    new Color(0xbbbbbb),
    new Color(0x0072b2),
    new Color(0x009e73),
    new Color(0xcc79a7),
    new Color(0xd55e00),
    new Color(0x56b4e9)
  };

  private Drawings() {}

  /** All pictures that a measurement allows. */
  public static List<Drawing> of(Measurement measured) {
    List<Drawing> drawings = new ArrayList<>();
    Tables tables = measured.tables();
    for (Tables.Groups groups : tables.groups()) {
      if (groups.all().get(0).groups().size() <= MOST_GROUPS) {
        drawings.add(groups(groups));
      }
      drawings.add(reliability(groups));
    }
    tables.prism().ifPresent(prism -> drawings.add(prism(prism)));
    if (!tables.words().isEmpty() && tables.words().size() <= MOST_WORDS) {
      drawings.add(words(tables.words()));
    }
    return drawings;
  }

  private static Drawing groups(Tables.Groups groups) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .yAxisTitle("percent right")
            .build();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setSeriesColors(OF_METHODS);
    for (GroupTable.Row row : groups.all()) {
      List<String> names = new ArrayList<>();
      List<Double> right = new ArrayList<>();
      List<Double> errors = new ArrayList<>();
      for (GroupTable.Group group : row.groups()) {
        names.add("%s (%d)".formatted(group.name(), group.items()));
        add(group.accuracy(), right, errors);
      }
      names.add("average");
      add(row.average(), right, errors);
      chart.addSeries(row.method(), names, right, errors);
    }
    return Drawing.of(
        "groups-" + groups.factor(),
        "Right answers to %s in every group, by method, with standard errors"
            .formatted(groups.factor()),
        chart);
  }

  private static void add(Estimate share, List<Double> right, List<Double> errors) {
    right.add(100 * orZero(share.value()));
    errors.add(100 * orZero(share.standardError()));
  }

  private static double orZero(double number) {
    return Double.isFinite(number) ? number : 0;
  }

  private static Drawing reliability(Tables.Groups groups) {
    XYChart chart =
        new XYChartBuilder()
            .width(SQUARE + 160)
            .height(SQUARE)
            .theme(ChartTheme.Matlab)
            .xAxisTitle("probability of the answer, mean of a bin")
            .yAxisTitle("share of right answers")
            .build();
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    XYSeries diagonal =
        chart.addSeries("as sure as right", new double[] {0, 1}, new double[] {0, 1});
    diagonal.setMarker(SeriesMarkers.NONE);
    diagonal.setLineColor(GREY).setLineStyle(SeriesLines.DASH_DASH);
    for (Tables.Calibration calibration : groups.calibrations()) {
      List<Reliability.Bin> bins = calibration.bins();
      XYSeries series =
          chart.addSeries(
              "%s, ECE %s".formatted(calibration.method(), Numbers.fixed(calibration.ece(), 3)),
              bins.stream().mapToDouble(Reliability.Bin::confidence).toArray(),
              bins.stream().mapToDouble(Reliability.Bin::accuracy).toArray());
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour(chart));
      series.setLineColor(colour(chart)).setLineStyle(SeriesLines.SOLID);
    }
    return Drawing.of(
        "reliability-" + groups.factor(),
        "How often answers to %s are right that are so and so sure: under the diagonal they are too sure"
            .formatted(groups.factor()),
        chart);
  }

  /** Of the series that was added last, the first being no method's. */
  private static Color colour(XYChart chart) {
    return OF_METHODS[(chart.getSeriesMap().size() - 2) % OF_METHODS.length];
  }

  private static Drawing prism(Prism prism) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(SQUARE)
            .theme(ChartTheme.Matlab)
            .xAxisTitle(
                String.format(
                    Locale.ROOT,
                    "principal axes of the prompts, %.0f %% of their variance",
                    100 * prism.shown()))
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAnnotationTextFontColor(Color.BLACK);
    double width = 0;
    double height = 0;
    for (Prism.Corner corner : prism.corners()) {
      width = Math.max(width, Math.abs(x(corner.at())));
      height = Math.max(height, Math.abs(y(corner.at())));
    }
    chart.getStyler().setXAxisMin(-MARGIN * width).setXAxisMax(MARGIN * width);
    chart.getStyler().setYAxisMin(-MARGIN * height).setYAxisMax(MARGIN * height);
    chart.getStyler().setXAxisDecimalPattern("0.00").setYAxisDecimalPattern("0.00");
    for (Prism.Edge edge : prism.edges()) {
      Prism.Corner from = prism.corners().get(edge.from());
      Prism.Corner to = prism.corners().get(edge.to());
      XYSeries cells = line(chart, "cells " + edge, from.at(), to.at());
      cells.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Color.BLACK);
      cells.setLineColor(OF_FACTORS.get(edge.factor())).setLineWidth(2.5f);
      cells.setLineStyle(SeriesLines.SOLID);
      XYSeries sums = line(chart, "sums " + edge, from.sum(), to.sum());
      sums.setMarker(SeriesMarkers.NONE);
      sums.setLineColor(GREY);
      sums.setLineStyle(
          new BasicStroke(
              1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 6}, 0));
    }
    for (Prism.Corner corner : prism.corners()) {
      chart.addAnnotation(
          new AnnotationText(
              corner.name(), x(corner.at()), y(corner.at()) + ABOVE * height, false));
    }
    return Drawing.of(
        "prism",
        "Prompts where they differ most: edges of one colour change the same factor, and are parallel"
            + " where prompts are sums of words; grey: the sums",
        chart);
  }

  private static XYSeries line(XYChart chart, String name, double[] from, double[] to) {
    return chart.addSeries(name, new double[] {x(from), x(to)}, new double[] {y(from), y(to)});
  }

  private static double x(double[] at) {
    return at[0] + DEPTH_X * at[2];
  }

  private static double y(double[] at) {
    return at[1] + DEPTH_Y * at[2];
  }

  private static Drawing words(List<Tables.MeasuredWord> words) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .yAxisTitle("length of the word")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setSeriesColors(new Color[] {OF_METHODS[7]});
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setXAxisLabelRotation(words.size() > 6 ? 60 : 0);
    List<String> names = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (Tables.MeasuredWord word : words) {
      names.add("%s/%s (%d)".formatted(word.factor(), word.value(), word.pictures()));
      lengths.add(orZero(word.length()));
      errors.add(orZero(word.standardError()));
    }
    chart.addSeries("words", names, lengths, errors);
    return Drawing.of(
        "words",
        "Words as these pictures have them: length with standard error, and the number of pictures."
            + " A word shorter than twice its error is mostly noise",
        chart);
  }
}
