package io.assay.embed;

import java.util.Arrays;

/** Pieces of words by their characters: finds the longest one at a place in one walk. */
final class PieceTrie {
  /** No piece. */
  static final long NONE = -1;

  private static final int ROOT = 0;
  private static final int ABSENT = -1;

  /** Edges, by node and character, in open addressing: a node above, its character below. */
  private long[] edges = filled(1 << 16);

  private int[] targets = new int[edges.length];
  private int count;

  /** By node, {@link #ABSENT} where no piece ends. */
  private int[] ids = {ABSENT};

  private int nodes = 1;

  /** Adds a piece with its id, 0 or more. */
  void add(String piece, int id) {
    int node = ROOT;
    for (int i = 0; i < piece.length(); i++) {
      int next = next(node, piece.charAt(i));
      node = next == ABSENT ? grow(node, piece.charAt(i)) : next;
    }
    ids[node] = id;
  }

  /**
   * The longest piece that starts at a place.
   *
   * @return {@link #NONE}, or what {@link #id} and {@link #end} take apart
   */
  long longest(char[] word, int from, int length) {
    long found = NONE;
    int node = ROOT;
    for (int i = from; i < length; i++) {
      node = next(node, word[i]);
      if (node == ABSENT) {
        return found;
      }
      if (ids[node] != ABSENT) {
        found = (long) ids[node] << Integer.SIZE | i + 1;
      }
    }
    return found;
  }

  /** The id of a piece that was found. */
  static int id(long found) {
    return (int) (found >> Integer.SIZE);
  }

  /** Where it ends. */
  static int end(long found) {
    return (int) found;
  }

  private int next(int node, char c) {
    long edge = edge(node, c);
    int slot = slot(edge);
    while (edges[slot] != ABSENT) {
      if (edges[slot] == edge) {
        return targets[slot];
      }
      slot = slot + 1 & edges.length - 1;
    }
    return ABSENT;
  }

  private int grow(int node, char c) {
    if (2 * count >= edges.length) {
      rehash();
    }
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, 2 * nodes);
    }
    ids[nodes] = ABSENT;
    put(edge(node, c), nodes);
    return nodes++;
  }

  private void put(long edge, int target) {
    int slot = slot(edge);
    while (edges[slot] != ABSENT) {
      slot = slot + 1 & edges.length - 1;
    }
    edges[slot] = edge;
    targets[slot] = target;
    count++;
  }

  private void rehash() {
    long[] before = edges;
    int[] ends = targets;
    edges = filled(2 * before.length);
    targets = new int[edges.length];
    count = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != ABSENT) {
        put(before[i], ends[i]);
      }
    }
  }

  private int slot(long edge) {
    long mixed = edge * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & edges.length - 1;
  }

  private static long edge(int node, char c) {
    return (long) node << Character.SIZE | c;
  }

  private static long[] filled(int size) {
    long[] slots = new long[size];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
