package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What seen cells say of each other, exactly and whatever their weights.
 *
 * <pre>
 *   A     one row per seen cell: 1 for the centre, 1 for each of its values
 *   N     a basis of the null space, A N = 0; its lines n_0 of the centre, n_iv of the values
 *   values v and w of factor i can be compared    iff  n_iv = n_iw
 *   the approximation of cell z is determined     iff  n_0 + sum_i n_i,z_i = 0
 * </pre>
 *
 * <p>Held are the lines of N, modulo a large prime: whole numbers without rounding, and sparse,
 * since each new cell takes one dimension from N by elimination. A cell that adds nothing costs a
 * sum of k + 1 short lines. The order of cells changes the basis and nothing that is asked of it.
 * Two factors need no other way: there the lines are the connected components.
 *
 * <p>Mutable; whoever made it owns it.
 */
public final class Design {

  private final FactorSpace space;
  private final int factors;

  /** Lines of N by row of the space; null until a first cell is seen. */
  private Residues[] lines;

  /** How many lines have a place. */
  private int[] uses;

  private final BitSet seen = new BitSet();

  /** Cells whose rows span those of all seen. */
  private final List<Cell> spanning = new ArrayList<>();

  private int rank;
  private boolean pinned;

  Design(FactorSpace space) {
    this.space = space;
    factors = space.factors();
  }

  /** The design of all these cells. */
  public static Design of(FactorSpace space, Iterable<Cell> cells) {
    Design design = new Design(space);
    cells.forEach(design::see);
    return design;
  }

  Design copy() {
    Design copy = new Design(space);
    copy.lines = lines == null ? null : lines.clone();
    copy.uses = uses == null ? null : uses.clone();
    copy.seen.or(seen);
    copy.spanning.addAll(spanning);
    copy.rank = rank;
    copy.pinned = pinned;
    return copy;
  }

  /** Takes a cell into account. */
  void see(Cell cell) {
    if (rank == space.fullRank() && !pinned) {
      return;
    }
    start();
    for (int i = 0; i < factors; i++) {
      seen.set(space.row(i, cell.value(i)));
    }
    if (eliminate(line(cell))) {
      spanning.add(cell);
    }
  }

  /** Takes everything into account that another design of the same space has seen. */
  void merge(Design other) {
    other.spanning.forEach(this::see);
  }

  /** Takes it that the words of a factor are known from elsewhere, up to their errors. */
  void pin(int factor) {
    start();
    pinned = true;
    for (int v = 0; v < space.values(factor); v++) {
      seen.set(space.row(factor, v));
      eliminate(lines[space.row(factor, v)]);
    }
  }

  private void start() {
    if (lines == null) {
      lines = new Residues[space.rows()];
      Arrays.setAll(lines, Residues::unit);
      uses = new int[lines.length];
      Arrays.fill(uses, 1);
    }
  }

  /** Takes the dimension out of N in which a sum of lines is not zero; false if there is none. */
  private boolean eliminate(Residues sum) {
    if (sum.isZero()) {
      return false;
    }
    int place = leastUsed(sum);
    for (int row = 0; row < lines.length; row++) {
      if (lines[row].at(place) != 0) {
        replace(row, lines[row].plus(lines[row].cancelling(sum, place), sum));
      }
    }
    rank++;
    return true;
  }

  /** The fewer lines change, the shorter they stay. */
  private int leastUsed(Residues sum) {
    int least = sum.places()[0];
    for (int place : sum.places()) {
      least = uses[place] < uses[least] ? place : least;
    }
    return least;
  }

  private void replace(int row, Residues line) {
    for (int place : lines[row].places()) {
      uses[place]--;
    }
    for (int place : line.places()) {
      uses[place]++;
    }
    lines[row] = line;
  }

  private Residues line(Cell cell) {
    Residues sum = lines[0];
    for (int i = 0; i < factors; i++) {
      sum = sum.plus(lines[space.row(i, cell.value(i))]);
    }
    return sum;
  }

  /**
   * The cells among some that all others together do not determine.
   *
   * <p>A cell that comes after the rest and still adds a dimension is one, if those that come with
   * it do too. Whoever adds none joins the rest, until nobody is left or all add one.
   */
  static Set<Cell> apart(FactorSpace space, Collection<Cell> cells) {
    Set<Cell> last = new HashSet<>(of(space, cells).spanning);
    int before;
    do {
      before = last.size();
      Set<Cell> late = last;
      Design design = of(space, cells.stream().filter(cell -> !late.contains(cell)).toList());
      int rest = design.spanning.size();
      cells.stream().filter(late::contains).forEach(design::see);
      last = new HashSet<>(design.spanning.subList(rest, design.spanning.size()));
    } while (last.size() < before);
    return last;
  }

  FactorSpace space() {
    return space;
  }

  /** Rank of A, one more for each value whose word is known from elsewhere. */
  int rank() {
    return rank;
  }

  /**
   * Seen cells, as few as give the same structure, in the order in which they came: each is one
   * that those before it do not determine.
   */
  public List<Cell> spanning() {
    return List.copyOf(spanning);
  }

  /** Whether a value took part in a cell. */
  boolean seen(int row) {
    return seen.get(row);
  }

  /** Whether two values of a factor can be compared. */
  boolean alike(int row, int other) {
    return row == other || (lines != null && lines[row].equals(lines[other]));
  }

  /** Whether the approximation of a cell is determined. */
  boolean determines(Cell cell) {
    return lines != null && line(cell).isZero();
  }
}
