package io.assay.embed;

import java.util.Arrays;

/** Pieces of words by their characters: finds the longest one at a place in one walk. */
final class PieceTrie {
  /** No piece. */
  static final long NONE = -1;

  private static final int ROOT = 0;
  private static final int ABSENT = -1;

  /** Bits of a node's number and of its mark, so that an edge with both its ends is one number. */
  private static final int NODE_BITS = 24;

  /** Marks a node where a piece ends. */
  private static final int FINAL = 1 << (NODE_BITS - 1);

  /**
   * Edges in open addressing: the node and the character that it leaves by, and below them the node
   * that it leads to, with its mark. A look at memory costs more than all else here.
   */
  private long[] edges = filled(1 << 16);

  /** By node, {@link #ABSENT} where no piece ends. */
  private int[] ids = {ABSENT};

  private int nodes = 1;

  /** Adds a piece with its id, 0 or more. */
  void add(String piece, int id) {
    int node = ROOT;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      int slot = slot(node, c);
      if (edges[slot] == ABSENT) {
        slot = grow(node, c);
      }
      if (i + 1 == piece.length()) {
        edges[slot] |= FINAL;
      }
      node = (int) edges[slot] & (FINAL - 1);
    }
    ids[node] = id;
  }

  /**
   * The longest piece that starts at a place.
   *
   * @return {@link #NONE}, or what {@link #id} and {@link #end} take apart
   */
  long longest(char[] word, int from, int length) {
    int node = ROOT;
    int found = ABSENT;
    int end = from;
    for (int i = from; i < length; i++) {
      long edge = edges[slot(node, word[i])];
      if (edge == ABSENT) {
        break;
      }
      node = (int) edge & (FINAL - 1);
      if ((edge & FINAL) != 0) {
        found = node;
        end = i + 1;
      }
    }
    return found == ABSENT ? NONE : (long) ids[found] << Integer.SIZE | end;
  }

  /** The id of a piece that was found. */
  static int id(long found) {
    return (int) (found >> Integer.SIZE);
  }

  /** Where it ends. */
  static int end(long found) {
    return (int) found;
  }

  /** Where an edge is, or would be. */
  private int slot(int node, char c) {
    return slot((long) node << Character.SIZE | c);
  }

  private int slot(long from) {
    long mixed = from * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & edges.length - 1;
    while (edges[slot] != ABSENT && edges[slot] >> NODE_BITS != from) {
      slot = slot + 1 & edges.length - 1;
    }
    return slot;
  }

  /** Adds an edge to a new node and says where the edge is. */
  private int grow(int node, char c) {
    if (nodes == FINAL) {
      throw new IllegalArgumentException("more than %,d beginnings of pieces".formatted(nodes));
    }
    if (2 * nodes >= edges.length) {
      rehash();
    }
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, 2 * nodes);
    }
    ids[nodes] = ABSENT;
    int slot = slot(node, c);
    edges[slot] = ((long) node << Character.SIZE | c) << NODE_BITS | nodes;
    nodes++;
    return slot;
  }

  private void rehash() {
    long[] before = edges;
    edges = filled(2 * before.length);
    for (long edge : before) {
      if (edge != ABSENT) {
        edges[slot(edge >> NODE_BITS)] = edge;
      }
    }
  }

  private static long[] filled(int size) {
    long[] slots = new long[size];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
