package io.idealstream.cli.eval;

import io.idealstream.math.Interval;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points with the intervals that they lie in. */
final class Whiskers {

  private Whiskers() {}

  /** Points that no line joins. */
  static void points(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    series.setLineStyle(SeriesLines.NONE).setLineColor(colour);
  }

  /** An upright line; none where nothing is known. */
  static void interval(
      XYChart chart, String name, double x, Interval interval, double scale, Color colour) {
    if (Double.isNaN(interval.low())) {
      return;
    }
    XYSeries line =
        chart.addSeries(
            name,
            new double[] {x, x},
            new double[] {scale * interval.low(), scale * interval.high()});
    line.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    line.setLineStyle(SeriesLines.SOLID).setLineWidth(1.5f).setLineColor(colour);
  }
}
