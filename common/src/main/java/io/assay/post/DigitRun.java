package io.assay.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Groups of digits with at most a space, hyphen, dot, slash or parentheses between them: what a
 * phone or card number can be written as. Times, dates, prices, percentages, decimal numbers with a
 * comma and digits that stick to letters or a # end a run and are in none.
 */
record DigitRun(String text, List<DigitGroup> groups) {
  private static final Set<String> BETWEEN =
      Set.of(" ", "\u00a0", "-", "\u2011", "\u2013", ".", "/", ") ", ")-", " (", "(", ")");

  /** Part of a number only between digits. */
  private static final String MARKS_OF_CLAUSES = ",:";

  private static final String BESIDE_NUMBERS = "#%_=^\u00b0";

  DigitRun {
    groups = List.copyOf(groups);
  }

  /** The runs of a text in their order. */
  static List<DigitRun> find(String text) {
    List<DigitRun> runs = new ArrayList<>();
    List<DigitGroup> open = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (!Character.isDigit(text.charAt(i))) {
        i++;
        continue;
      }
      DigitGroup group = DigitGroup.read(text, i);
      if (!open.isEmpty() && !isJoined(text, open.get(open.size() - 1), group)) {
        close(text, open, runs);
      }
      if (isPlain(text, group)) {
        open.add(group);
      } else {
        close(text, open, runs);
      }
      i = group.end();
    }
    close(text, open, runs);
    return runs;
  }

  /** The digits of the groups from {@code first} to {@code last}. */
  String digits(int first, int last) {
    StringBuilder digits = new StringBuilder();
    for (int i = first; i <= last; i++) {
      digits.append(groups.get(i).digits());
    }
    return digits.toString();
  }

  /** How many digits each of these groups has: {@code 3-3-4}. */
  String shape(int first, int last) {
    StringBuilder shape = new StringBuilder();
    for (int i = first; i <= last; i++) {
      shape.append(i == first ? "" : "-").append(groups.get(i).length());
    }
    return shape.toString();
  }

  /** What stands between a group and the next. */
  String between(int group) {
    return between(text, groups, group);
  }

  /** The character before a group, a space at the start of the text. */
  char before(int group) {
    int start = groups.get(group).start();
    return start == 0 ? ' ' : text.charAt(start - 1);
  }

  Span span(int first, int last) {
    return new Span(groups.get(first).start(), groups.get(last).end());
  }

  private static void close(String text, List<DigitGroup> open, List<DigitRun> runs) {
    int start = 0;
    for (int i = 0; i + 2 < open.size(); i++) {
      if (i >= start && isDate(text, open, i)) {
        addRun(text, open.subList(start, i), runs);
        start = i + 3;
      }
    }
    addRun(text, open.subList(start, open.size()), runs);
    open.clear();
  }

  private static void addRun(String text, List<DigitGroup> groups, List<DigitRun> runs) {
    if (!groups.isEmpty()) {
      runs.add(new DigitRun(text, groups));
    }
  }

  private static boolean isJoined(String text, DigitGroup before, DigitGroup group) {
    return group.start() - before.end() <= 2
        && BETWEEN.contains(text.substring(before.end(), group.start()));
  }

  private static boolean isPlain(String text, DigitGroup group) {
    return isPlainBefore(text, group.start()) && isPlainAfter(text, group.end());
  }

  private static boolean isPlainBefore(String text, int start) {
    if (start == 0) {
      return true;
    }
    char c = text.charAt(start - 1);
    boolean followsDigit = start > 1 && Character.isDigit(text.charAt(start - 2));
    return MARKS_OF_CLAUSES.indexOf(c) >= 0
        ? !followsDigit
        : !isPartOfOther(text.codePointBefore(start));
  }

  private static boolean isPlainAfter(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    char c = text.charAt(end);
    char next = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
    if (MARKS_OF_CLAUSES.indexOf(c) >= 0) {
      return !Character.isDigit(next);
    }
    return !isPartOfOther(text.codePointAt(end)) && !(c == ' ' && isCurrency(next));
  }

  private static boolean isPartOfOther(int c) {
    return Character.isLetter(c) || isCurrency(c) || BESIDE_NUMBERS.indexOf(c) >= 0;
  }

  private static boolean isCurrency(int c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  /** Three groups between the same signs, and no fourth, that can be day, month and year. */
  private static boolean isDate(String text, List<DigitGroup> run, int i) {
    String separator = between(text, run, i);
    boolean isTriple =
        separator.equals(between(text, run, i + 1))
            && (i == 0 || !separator.equals(between(text, run, i - 1)))
            && (i + 3 == run.size() || !separator.equals(between(text, run, i + 2)));
    return isTriple
        && "-./".contains(separator)
        && isDate(run.get(i), run.get(i + 1), run.get(i + 2));
  }

  private static boolean isDate(DigitGroup a, DigitGroup b, DigitGroup c) {
    return (isYear(a) && isDayAndMonth(b, c))
        || (isDayAndMonth(a, b) && (isYear(c) || c.length() == 2));
  }

  private static String between(String text, List<DigitGroup> run, int i) {
    return text.substring(run.get(i).end(), run.get(i + 1).start());
  }

  private static boolean isDayAndMonth(DigitGroup a, DigitGroup b) {
    return a.length() <= 2 && b.length() <= 2 && value(a) <= 31 && value(b) <= 31;
  }

  private static boolean isYear(DigitGroup group) {
    return group.length() == 4 && value(group) >= 1000 && value(group) < 3000;
  }

  private static int value(DigitGroup group) {
    return Integer.parseInt(group.digits());
  }
}
