package io.assay.embed;

import java.util.Arrays;

/** Pieces of words by their characters: finds the longest one at a place in one walk. */
final class PieceTrie {
  /** No piece. */
  static final long NONE = -1;

  private static final int ROOT = 0;
  private static final int ABSENT = -1;

  /** Bits of a node's number, so that an edge with both its ends is one number. */
  private static final int NODE_BITS = 24;

  private static final int MOST_NODES = 1 << (NODE_BITS - 1);

  /**
   * Edges in open addressing: the node and the character that it leaves by, and below them the node
   * that it leads to. Texts are looked up faster than memory answers, so all is in one place.
   */
  private long[] edges = filled(1 << 16);

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
    long from = from(node, c);
    int slot = slot(from);
    while (edges[slot] != ABSENT) {
      if (edges[slot] >> NODE_BITS == from) {
        return (int) edges[slot] & (MOST_NODES - 1);
      }
      slot = slot + 1 & edges.length - 1;
    }
    return ABSENT;
  }

  private int grow(int node, char c) {
    if (nodes == MOST_NODES) {
      throw new IllegalArgumentException("more than %,d beginnings of pieces".formatted(nodes));
    }
    if (2 * count >= edges.length) {
      rehash();
    }
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, 2 * nodes);
    }
    ids[nodes] = ABSENT;
    put(from(node, c) << NODE_BITS | nodes);
    return nodes++;
  }

  private void put(long edge) {
    int slot = slot(edge >> NODE_BITS);
    while (edges[slot] != ABSENT) {
      slot = slot + 1 & edges.length - 1;
    }
    edges[slot] = edge;
    count++;
  }

  private void rehash() {
    long[] before = edges;
    edges = filled(2 * before.length);
    count = 0;
    for (long edge : before) {
      if (edge != ABSENT) {
        put(edge);
      }
    }
  }

  private int slot(long from) {
    long mixed = from * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & edges.length - 1;
  }

  private static long from(int node, char c) {
    return (long) node << Character.SIZE | c;
  }

  private static long[] filled(int size) {
    long[] slots = new long[size];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
