package io.idealstream.cli.eval;

import io.idealstream.decision.eval.Estimate;
import io.idealstream.decision.eval.GroupTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Right answers in every group: a point for each method, with its interval. */
final class GroupsDrawing {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 560;

  /** Share of a group's width that its points take. */
  private static final double TAKEN = 0.7;

  private static final double BELOW = -4;
  private static final double LEAST = -8;
  private static final double PERCENT = 100;

  private GroupsDrawing() {}

  static Drawing of(Tables.Groups groups) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .yAxisTitle("percent right")
            .build();
    int number = groups.all().get(0).groups().size() + 1;
    chart.getStyler().setYAxisMin(LEAST).setYAxisMax(PERCENT + 2);
    chart.getStyler().setXAxisMin(-0.5).setXAxisMax(number - 0.5);
    // below zero there are names
    chart.getStyler().setyAxisTickLabelsFormattingFunction(y -> y < 0 ? " " : Numbers.fixed(y, 0));
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setAnnotationTextFontColor(Color.BLACK);
    for (int m = 0; m < groups.all().size(); m++) {
      method(chart, groups.all(), m);
    }
    List<String> names = names(groups.all().get(0));
    for (int g = 0; g < number; g++) {
      chart.addAnnotation(new AnnotationText(names.get(g), g, BELOW, false));
    }
    return Drawing.of(
        "groups-" + groups.factor(),
        "Right answers to %s in every group, by method, with 95 %% intervals"
            .formatted(groups.factor()),
        chart);
  }

  private static List<String> names(GroupTable.Row row) {
    List<String> names = new ArrayList<>();
    row.groups().forEach(of -> names.add("%s (%d)".formatted(of.name(), of.items())));
    names.add("average");
    return names;
  }

  private static void method(XYChart chart, List<GroupTable.Row> rows, int method) {
    GroupTable.Row row = rows.get(method);
    Color colour = Colours.ofMethod(method);
    double offset = TAKEN * ((method + 0.5) / rows.size() - 0.5);
    List<Estimate> shares = new ArrayList<>();
    row.groups().forEach(of -> shares.add(of.accuracy()));
    shares.add(row.average());
    double[] x = new double[shares.size()];
    double[] y = new double[shares.size()];
    for (int g = 0; g < x.length; g++) {
      x[g] = g + offset;
      y[g] = PERCENT * shares.get(g).value();
      Whiskers.interval(
          chart, row.method() + " " + g, x[g], shares.get(g).interval(), PERCENT, colour);
    }
    Whiskers.points(chart, row.method(), x, y, colour);
  }
}
