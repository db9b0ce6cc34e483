package io.assay.stats.stratified;

import io.assay.stats.Floors;
import io.assay.stats.stratified.PostStratified.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges thin cells of a post-stratified estimate with their neighbours. Give it the cells of one
 * surrogate value in an order that means something (by confidence bin), as agreeing and disagreeing
 * posts must stay apart.
 */
public final class CellMerging {
  private CellMerging() {}

  /**
   * Joins the thinnest cell to its thinner neighbour until no cell is thin and there are few
   * enough.
   *
   * @param least gold posts that each cell should have, for example {@link Floors#GOLD_PER_CELL}
   * @param most cells to keep, at least 1
   */
  public static List<Cell> merged(List<Cell> cells, long least, int most) {
    List<Cell> result = new ArrayList<>(cells);
    while (result.size() > 1) {
      int thinnest = thinnest(result);
      if (result.get(thinnest).gold() >= least && result.size() <= most) {
        return List.copyOf(result);
      }
      int left = thinnerNeighbour(result, thinnest);
      result.set(left, joined(result.get(left), result.remove(left + 1)));
    }
    return List.copyOf(result);
  }

  private static int thinnest(List<Cell> cells) {
    int thinnest = 0;
    for (int i = 1; i < cells.size(); i++) {
      thinnest = cells.get(i).gold() < cells.get(thinnest).gold() ? i : thinnest;
    }
    return thinnest;
  }

  /** The position of the left one of the two cells to join. */
  private static int thinnerNeighbour(List<Cell> cells, int cell) {
    boolean last = cell == cells.size() - 1;
    boolean leftIsThinner =
        last || (cell > 0 && cells.get(cell - 1).gold() <= cells.get(cell + 1).gold());
    return leftIsThinner ? cell - 1 : cell;
  }

  private static Cell joined(Cell a, Cell b) {
    return new Cell(a.weight() + b.weight(), a.right() + b.right(), a.gold() + b.gold());
  }
}
