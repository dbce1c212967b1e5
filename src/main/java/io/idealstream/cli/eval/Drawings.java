package io.idealstream.cli.eval;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;

/** Pictures of a measurement: groups, probabilities, wrong answers, prompts and words. */
public final class Drawings {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 560;
  private static final int MOST_GROUPS = 12;
  private static final int MOST_WORDS = 40;
  private static final int SKY_BLUE = 7;

  private Drawings() {}

  /**
   * All pictures that a measurement allows.
   *
   * @param wrong of the answers to its pictures
   */
  public static List<Drawing> of(Measurement measured, WrongAnswers wrong) {
    List<Drawing> drawings = new ArrayList<>();
    Tables tables = measured.tables();
    for (Tables.Groups groups : tables.groups()) {
      if (groups.all().get(0).groups().size() <= MOST_GROUPS) {
        drawings.add(GroupsDrawing.of(groups));
      }
      drawings.add(ReliabilityDrawing.of(groups));
      WrongDrawing.of(groups, wrong).ifPresent(drawings::add);
    }
    tables.prism().ifPresent(prism -> drawings.add(PrismDrawing.of(prism)));
    if (!tables.words().isEmpty() && tables.words().size() <= MOST_WORDS) {
      drawings.add(words(tables.words()));
    }
    return drawings;
  }

  private static double orZero(double number) {
    return Double.isFinite(number) ? number : 0;
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
    chart.getStyler().setSeriesColors(new Color[] {Colours.ofMethod(SKY_BLUE)});
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setXAxisLabelRotation(words.size() > 6 ? 60 : 0);
    List<String> names = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (Tables.MeasuredWord word : words) {
      String ofClass =
          word.valueClass().isPresent() ? ", class " + word.valueClass().getAsInt() : "";
      names.add("%s/%s (%d)%s".formatted(word.factor(), word.value(), word.pictures(), ofClass));
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
