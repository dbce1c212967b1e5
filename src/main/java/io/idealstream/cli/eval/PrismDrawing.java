package io.idealstream.cli.eval;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Cells of a space on paper, in one scale: the length of an edge is what its factor changes. */
final class PrismDrawing {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 640;

  /** Where the third axis points on paper. */
  private static final double DEPTH_X = 0.45;

  private static final double DEPTH_Y = 0.3;
  private static final double MARGIN = 1.35;

  /** Pixels between a corner and its name, the nearer ones first. */
  private static final List<Integer> AWAY = List.of(10, 22, 36, 50);

  private static final double PIXELS_PER_LETTER = 6.5;
  private static final double LETTER_HEIGHT = 12;
  private static final int DIRECTIONS = 16;

  private final Prism prism;
  private final XYChart chart =
      new XYChartBuilder().width(WIDTH).height(HEIGHT).theme(ChartTheme.Matlab).build();
  private final List<Rectangle2D> names = new ArrayList<>();
  private double right = Double.MIN_NORMAL;
  private double top = Double.MIN_NORMAL;

  private PrismDrawing(Prism prism) {
    this.prism = prism;
  }

  static Drawing of(Prism prism) {
    XYChart chart = new PrismDrawing(prism).chart();
    return Drawing.of(
        "prism",
        "Prompts where they differ most: edges of one colour change the same factor, and are parallel"
            + " where prompts are sums of words; grey: the sums",
        chart);
  }

  /** The chart, whose units are as long on either axis. */
  static XYChart chart(Prism prism) {
    return new PrismDrawing(prism).chart();
  }

  /** How many lines run through the names of corners. */
  static long linesThroughNames(Prism prism) {
    PrismDrawing drawing = new PrismDrawing(prism);
    drawing.chart();
    return drawing.names.stream().mapToLong(drawing::crossings).sum();
  }

  private XYChart chart() {
    chart.setXAxisTitle(
        String.format(
            Locale.ROOT,
            "principal axes of the prompts, %.0f %% of their variance",
            100 * prism.shown()));
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setAnnotationTextFontColor(Color.BLACK);
    chart.getStyler().setXAxisDecimalPattern("0.00").setYAxisDecimalPattern("0.00");
    Set<Integer> named = new HashSet<>();
    for (Prism.Edge edge : prism.edges()) {
      edge(edge, named.add(edge.factor()));
    }
    for (Prism.Corner corner : prism.corners()) {
      right = Math.max(right, Math.max(Math.abs(x(corner.at())), Math.abs(x(corner.sum()))));
      top = Math.max(top, Math.max(Math.abs(y(corner.at())), Math.abs(y(corner.sum()))));
    }
    right *= MARGIN;
    top *= MARGIN;
    // a second time, since the width of the numbers beside the axes hangs on the numbers
    equalScales();
    double pixels = equalScales();
    prism.corners().forEach(corner -> name(corner, pixels));
    return chart;
  }

  /** Widens the axis whose units are longer; gives the pixels of a unit. */
  private double equalScales() {
    range();
    BitmapEncoder.getBufferedImage(chart);
    double wide = chart.getScreenXFromChart(right) - chart.getScreenXFromChart(0);
    double high = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(top);
    double unit = Math.min(wide / right, high / top);
    right = wide / unit;
    top = high / unit;
    range();
    return unit;
  }

  private void range() {
    chart.getStyler().setXAxisMin(-right).setXAxisMax(right);
    chart.getStyler().setYAxisMin(-top).setYAxisMax(top);
  }

  private void edge(Prism.Edge edge, boolean first) {
    Prism.Corner from = prism.corners().get(edge.from());
    Prism.Corner to = prism.corners().get(edge.to());
    XYSeries cells = line(first ? title(edge.factor()) : "cells " + edge, from.at(), to.at());
    cells.setShowInLegend(first);
    cells.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Color.BLACK);
    cells.setLineColor(Colours.ofFactor(edge.factor())).setLineWidth(2.5f);
    cells.setLineStyle(SeriesLines.SOLID);
    XYSeries sums = line("sums " + edge, from.sum(), to.sum());
    sums.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    sums.setLineColor(Colours.GREY);
    sums.setLineStyle(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 6}, 0));
  }

  /** The factor, and how long its edges are on average. */
  private String title(int factor) {
    double length =
        prism.edges().stream()
            .filter(edge -> edge.factor() == factor)
            .mapToDouble(
                edge ->
                    distance(
                        prism.corners().get(edge.from()).at(), prism.corners().get(edge.to()).at()))
            .average()
            .orElse(0);
    return "%s, %s apart".formatted(prism.factors().get(factor), Numbers.fixed(length, 2));
  }

  private static double distance(double[] from, double[] to) {
    double squares = 0;
    for (int axis = 0; axis < from.length; axis++) {
      squares += (from[axis] - to[axis]) * (from[axis] - to[axis]);
    }
    return Math.sqrt(squares);
  }

  private XYSeries line(String name, double[] from, double[] to) {
    return chart.addSeries(name, new double[] {x(from), x(to)}, new double[] {y(from), y(to)});
  }

  /** A name stands as near to its corner as the fewest lines run through it, if need be outside. */
  private void name(Prism.Corner corner, double pixels) {
    double outX = x(corner.at());
    double outY = y(corner.at());
    double outside = Math.max(Double.MIN_NORMAL, Math.hypot(outX, outY));
    Rectangle2D best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int away : AWAY) {
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        double angle = 2 * Math.PI * direction / DIRECTIONS;
        Rectangle2D box = box(corner, angle, away / pixels, pixels);
        double inwards = 1 - (Math.cos(angle) * outX + Math.sin(angle) * outY) / outside;
        double cost = crossings(box) + inwards / DIRECTIONS;
        if (cost < least) {
          least = cost;
          best = box;
        }
      }
      if (crossings(best) == 0) {
        break;
      }
    }
    names.add(best);
    chart.addAnnotation(
        new AnnotationText(corner.name(), best.getCenterX(), best.getCenterY(), false));
  }

  /** Where a name would stand, in the chart's units. */
  private static Rectangle2D box(Prism.Corner corner, double angle, double away, double pixels) {
    double wide = PIXELS_PER_LETTER * corner.name().length() / pixels;
    double high = LETTER_HEIGHT / pixels;
    double x = x(corner.at()) + Math.cos(angle) * (wide / 2 + away);
    double y = y(corner.at()) + Math.sin(angle) * (high / 2 + away);
    return new Rectangle2D.Double(x - wide / 2, y - high / 2, wide, high);
  }

  private long crossings(Rectangle2D box) {
    return prism.edges().stream()
        .mapToLong(
            edge -> {
              Prism.Corner from = prism.corners().get(edge.from());
              Prism.Corner to = prism.corners().get(edge.to());
              return (crosses(box, from.at(), to.at()) ? 2 : 0)
                  + (crosses(box, from.sum(), to.sum()) ? 1 : 0);
            })
        .sum();
  }

  private static boolean crosses(Rectangle2D box, double[] from, double[] to) {
    return box.intersectsLine(x(from), y(from), x(to), y(to));
  }

  private static double x(double[] at) {
    return at[0] + DEPTH_X * at[2];
  }

  private static double y(double[] at) {
    return at[1] + DEPTH_Y * at[2];
  }
}
