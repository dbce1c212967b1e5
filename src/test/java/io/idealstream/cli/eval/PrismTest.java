package io.idealstream.cli.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.eval.Reliability;
import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

class PrismTest {

  private static final int DIMENSION = 8;

  private final Random random = new Random(8);

  private static SpaceDefinition space(String factors, String template) {
    String yaml =
        """
        space: toys
        templates: ["%s"]
        plain: {color: ["{color}"]}
        factors:
          color: {role: label, values: [blue, red, green]}
        %s
        """
            .formatted(template, factors);
    return SpaceFile.read("toys.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** Cells that are sums of a vector per value, but for one cell that is moved. */
  private PromptedSpace prompted(SpaceDefinition definition, Cell moved, Cell missing) {
    FactorSpace space = definition.factorSpace();
    double[][] ofRows = new double[space.rows()][];
    for (int row = 0; row < ofRows.length; row++) {
      ofRows[row] = random.doubles(DIMENSION).toArray();
    }
    CellSums cells = new CellSums(space, Anchor.origin(DIMENSION));
    for (int z = 0; z < space.cells(); z++) {
      Cell cell = space.cellAt(z);
      double[] sum = new double[DIMENSION];
      for (int i = 0; i < space.factors(); i++) {
        for (int j = 0; j < DIMENSION; j++) {
          sum[j] += ofRows[space.row(i, cell.value(i))][j];
        }
      }
      sum[0] += cell.equals(moved) ? 1 : 0;
      if (!cell.equals(missing)) {
        cells.add(cell, sum, 1);
      }
    }
    return new PromptedSpace(
        definition,
        cells,
        definition.estimate().weighting().fit(cells),
        Optional.empty(),
        Map.of(),
        new double[0],
        100);
  }

  private static SpaceDefinition twoFactors() {
    return space("  object: {role: spurious, values: [car, cat, owl, fox]}", "{color} {object}");
  }

  @Test
  void sumsOfWordsHaveParallelEdges() {
    SpaceDefinition definition =
        space(
            "  object: {role: spurious, values: [car, cat]}\n"
                + "  place: {role: spurious, values: [land, water]}",
            "{color} {object} {place}");
    Prism prism = Prism.of(prompted(definition, null, null)).orElseThrow();
    assertEquals(8, prism.corners().size(), "two values of each of three factors");
    assertEquals(12, prism.edges().size(), "a cube's");
    assertEquals(1, prism.shown(), 1e-9);
    for (int factor = 0; factor < 3; factor++) {
      int asked = factor;
      List<double[]> directions =
          prism.edges().stream()
              .filter(edge -> edge.factor() == asked)
              .map(edge -> difference(prism, edge))
              .toList();
      assertEquals(4, directions.size());
      directions.forEach(direction -> assertArrayEquals(directions.get(0), direction, 1e-9));
    }
    prism.corners().forEach(corner -> assertArrayEquals(corner.at(), corner.sum(), 1e-9));
    assertEquals("blue car land", prism.corners().get(0).name());
  }

  private static double[] difference(Prism prism, Prism.Edge edge) {
    double[] from = prism.corners().get(edge.from()).at();
    double[] to = prism.corners().get(edge.to()).at();
    double[] difference = new double[from.length];
    for (int j = 0; j < from.length; j++) {
      difference[j] = to[j] - from[j];
    }
    return difference;
  }

  @Test
  void aCellThatIsNoSumLiesApartFromIt() {
    Prism prism = Prism.of(prompted(twoFactors(), Cell.of(1, 2), null)).orElseThrow();
    assertEquals(6, prism.corners().size(), "two by three");
    assertEquals(9, prism.edges().size());
    double apart = 0;
    for (Prism.Corner corner : prism.corners()) {
      for (int j = 0; j < corner.at().length; j++) {
        apart += Math.abs(corner.at()[j] - corner.sum()[j]);
      }
    }
    assertTrue(apart > 0.1, "apart by " + apart);
  }

  /** A factor that changes little must look little. */
  @Test
  void bothAxesOfThePictureHaveOneScale() throws Exception {
    Prism prism = Prism.of(prompted(twoFactors(), null, null)).orElseThrow();
    XYChart chart = PrismDrawing.chart(prism);
    BitmapEncoder.getBufferedImage(chart);
    double wide = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double high = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(1);
    assertEquals(wide, high, 0.02 * wide);
    assertTrue(wide > 50, "pixels of a unit: " + wide);
    assertTrue(chart.getSeriesMap().keySet().stream().anyMatch(n -> n.startsWith("color, ")));
  }

  @Test
  void namesStandBesideLines() {
    for (int i = 0; i < 20; i++) {
      Prism prism = Prism.of(prompted(twoFactors(), null, null)).orElseThrow();
      assertEquals(0, PrismDrawing.linesThroughNames(prism), "prism " + i);
    }
  }

  /** Two answers of a bin tell less than two hundred, and no method hides another. */
  @Test
  void everyMethodHasAPanelWithAnIntervalForEachBin() {
    List<Reliability.Bin> bins =
        List.of(new Reliability.Bin(2, 0.6, 0.5), new Reliability.Bin(200, 0.9, 0.5));
    List<XYChart> panels =
        ReliabilityDrawing.panels(
            Stream.of("plain", "ideal-words")
                .map(
                    method ->
                        new Tables.Calibration(method, 0, 0, 0.25, 1, OptionalDouble.empty(), bins))
                .toList());
    assertEquals(2, panels.size());
    for (XYChart panel : panels) {
      // Wilson's, of 1 of 2 and 100 of 200
      assertArrayEquals(new double[] {0.0945, 0.9055}, interval(panel, "interval 0.6"), 5e-4);
      assertArrayEquals(new double[] {0.4314, 0.5686}, interval(panel, "interval 0.9"), 5e-4);
    }
    assertTrue(panels.get(1).getTitle().startsWith("ideal-words, ECE 0.250"));
  }

  private static double[] interval(XYChart panel, String name) {
    return panel.getSeriesMap().get(name).getYData();
  }

  @Test
  void panelsFillTheirRows() {
    assertArrayEquals(
        new int[] {1, 2, 3, 4, 5, 3, 7, 4},
        IntStream.rangeClosed(1, 8).map(ReliabilityDrawing::columns).toArray());
  }

  @Test
  void withoutOneOfItsCornersThereIsNone() {
    assertTrue(Prism.of(prompted(twoFactors(), null, Cell.of(0, 0))).isEmpty());
    assertTrue(Prism.of(prompted(twoFactors(), null, Cell.of(2, 3))).isPresent(), "no corner");
  }
}
