package io.assay.embed;

import java.util.HashMap;
import java.util.Map;

/** Pieces that are short words of ASCII, which most words of a post are, by one look at memory. */
final class ShortWords {
  /** No such piece. */
  static final int NONE = -1;

  /** Characters that a number of 64 bits holds. */
  private static final int LONGEST = Long.BYTES;

  private static final int ASCII = 128;

  /** A word of no characters, which is never asked for. */
  private static final long EMPTY = 0;

  /** Words by open addressing, a character a byte. */
  private final long[] words;

  private final int[] ids;

  private ShortWords(int count) {
    int size = 1;
    // At most two thirds full, so that a word that is absent is soon known to be.
    while (2 * size < 3 * count) {
      size *= 2;
    }
    words = new long[size];
    ids = new int[size];
  }

  /** Those among pieces with their ids. */
  static ShortWords of(Map<String, Integer> pieces) {
    Map<Long, Integer> found = new HashMap<>();
    pieces.forEach((piece, id) -> found.put(packed(piece.toCharArray(), piece.length()), id));
    found.remove(EMPTY);
    ShortWords words = new ShortWords(found.size());
    found.forEach(words::add);
    return words;
  }

  private void add(long packed, int id) {
    int slot = slot(packed);
    words[slot] = packed;
    ids[slot] = id;
  }

  /** The id of a word, or {@link #NONE} if it is none of them. */
  int id(char[] word, int length) {
    long packed = packed(word, length);
    if (packed == EMPTY) {
      return NONE;
    }
    int slot = slot(packed);
    return words[slot] == packed ? ids[slot] : NONE;
  }

  /** {@link #EMPTY} if the word is too long or not of ASCII. */
  private static long packed(char[] word, int length) {
    if (length > LONGEST) {
      return EMPTY;
    }
    long packed = 0;
    for (int i = 0; i < length; i++) {
      if (word[i] >= ASCII) {
        return EMPTY;
      }
      packed = (packed << Byte.SIZE) | word[i];
    }
    return packed;
  }

  /** Where a word is, or would be. */
  private int slot(long packed) {
    int slot = (int) ((packed * 0x9E3779B97F4A7C15L) >>> Integer.SIZE) & (words.length - 1);
    while (words[slot] != packed && words[slot] != EMPTY) {
      slot = (slot + 1) & (words.length - 1);
    }
    return slot;
  }
}
