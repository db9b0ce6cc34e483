package io.assay.post;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the URLs of one stretch without white space, with and without a scheme, by the rules of
 * twitter-text 3.1.0. Time is linear in the stretch: labels and failed hosts are scanned once.
 */
final class UrlScanner {
  private static final int LONGEST_URL = 4096;
  private static final int LONGEST_SHORT_SLUG = 40;

  private final String text;
  private final int from;
  private final int to;

  /** The run of host characters, hyphens and underscores that was read last. */
  private int runStart;

  private int runEnd;
  private int lastUnderscore = -1;

  /** No chain of labels that starts before this index leads to a top-level domain. */
  private int failedUntil;

  UrlScanner(String text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /** The URLs in their order. */
  List<Span> find() {
    List<Span> found = new ArrayList<>();
    int end = matchAfterFirst(found);
    int start = from;
    while (start < to) {
      int matched = end >= 0 ? end : mayPrecede(start) ? match(start, found) : -1;
      end = -1;
      // A match takes the character before it, so the next URL starts one further on.
      start = Math.max(matched, start) + 1;
    }
    return found;
  }

  /** At the start of a text, the rules try to take the first character as the one before a URL. */
  private int matchAfterFirst(List<Span> found) {
    int end = from == 0 && to > 1 && mayPrecede(1) ? match(1, found) : -1;
    failedUntil = 0;
    return end;
  }

  private boolean mayPrecede(int start) {
    return start == from || UrlCharacters.mayPrecede(text.charAt(start - 1));
  }

  /** Where the URL that starts here ends, -1 if there is none; notes it if it counts. */
  private int match(int start, List<Span> found) {
    int host = start + schemeLength(start);
    int hostEnd = hostEnd(host);
    if (hostEnd < 0) {
      return -1;
    }
    int end = queryEnd(pathEnd(portEnd(hostEnd)));
    int counted = host > start ? shortLinkEnd(host, end) : end;
    if (counts(start, host) && counted > 0 && isShortEnough(start, host, hostEnd, counted)) {
      found.add(new Span(start, counted));
    }
    return end;
  }

  private int schemeLength(int start) {
    if (text.regionMatches(true, start, "http://", 0, 7)) {
      return 7;
    }
    return text.regionMatches(true, start, "https://", 0, 8) ? 8 : 0;
  }

  /** Without a scheme, a URL does not count after these. */
  private boolean counts(int start, int host) {
    return host > start || start == 0 || "-_./".indexOf(text.charAt(start - 1)) < 0;
  }

  private int hostEnd(int host) {
    int end = latinHostEnd(host);
    if (end < 0 && (isBefore("http://", host) || isBefore("https://", host))) {
      end = unicodeHostEnd(host);
    }
    return end;
  }

  private boolean isBefore(String scheme, int index) {
    int start = index - scheme.length();
    return start >= from && text.regionMatches(true, start, scheme, 0, scheme.length());
  }

  /** Of all labels that a top-level domain follows, the last one wins. */
  private int latinHostEnd(int host) {
    boolean firstLabelOnly = host < failedUntil;
    int best = -1;
    int label = host;
    while (readsLabel(label)) {
      int next = runEnd + 1;
      if (lastUnderscore < label) {
        best = Math.max(best, TopLevelDomains.end(text, next, to));
      }
      label = next;
      if (firstLabelOnly) {
        break;
      }
    }
    if (best < 0) {
      failedUntil = Math.max(failedUntil, label);
    }
    return best;
  }

  /** Whether a label and its dot start here; sets the run that it is the end of. */
  private boolean readsLabel(int label) {
    if (label >= to || !UrlCharacters.isHost(text.charAt(label))) {
      return false;
    }
    if (label < runStart || label >= runEnd) {
      readRun(label);
    }
    return runEnd < to
        && text.charAt(runEnd) == '.'
        && UrlCharacters.isHost(text.charAt(runEnd - 1));
  }

  private void readRun(int start) {
    runStart = start;
    lastUnderscore = -1;
    int i = start;
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c == '_') {
        lastUnderscore = i;
      } else if (c != '-' && !UrlCharacters.isHost(c)) {
        break;
      }
    }
    runEnd = i;
  }

  private int unicodeHostEnd(int host) {
    int i = host;
    while (i < to && (text.charAt(i) == '-' || UrlCharacters.isUnicodeHost(text.charAt(i)))) {
      i++;
    }
    boolean isLabel =
        i > host
            && i < to
            && text.charAt(i) == '.'
            && text.charAt(host) != '-'
            && text.charAt(i - 1) != '-';
    return isLabel ? TopLevelDomains.endOfKnown(text, i + 1, to) : -1;
  }

  private int portEnd(int start) {
    int i = start + 1;
    if (start >= to || text.charAt(start) != ':') {
      return start;
    }
    while (i < to && UrlCharacters.isAsciiDigit(text.charAt(i))) {
      i++;
    }
    return i > start + 1 ? i : start;
  }

  /** A path goes on over balanced parentheses and ends with a character that may end it. */
  private int pathEnd(int start) {
    if (start >= to || text.charAt(start) != '/') {
      return start;
    }
    int end = start + 1;
    int i = end;
    while (i < to) {
      char c = text.charAt(i);
      int next = c == '(' ? parenthesesEnd(i) : UrlCharacters.isPath(c) ? i + 1 : -1;
      if (next < 0) {
        break;
      }
      i = next;
      end = c == '(' || UrlCharacters.isPathEnd(c) ? i : end;
    }
    return end;
  }

  /** Where parentheses with at most one pair inside end, -1 if they are not balanced or empty. */
  private int parenthesesEnd(int open) {
    int i = skipPath(open + 1);
    if (i < to && text.charAt(i) == '(') {
      int inner = skipPath(i + 1);
      if (inner == i + 1 || inner >= to || text.charAt(inner) != ')') {
        return -1;
      }
      i = skipPath(inner + 1);
    } else if (i == open + 1) {
      return -1;
    }
    return i < to && text.charAt(i) == ')' ? i + 1 : -1;
  }

  private int skipPath(int start) {
    int i = start;
    while (i < to && UrlCharacters.isPath(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int queryEnd(int start) {
    int end = start;
    if (start < to && text.charAt(start) == '?') {
      for (int i = start + 1; i < to && UrlCharacters.isQuery(text.charAt(i)); i++) {
        end = UrlCharacters.isQueryEnd(text.charAt(i)) ? i + 1 : end;
      }
    }
    return end;
  }

  /** A t.co link ends with its slug and query; -1 if the slug is too long to be one. */
  private int shortLinkEnd(int host, int end) {
    int slug = host + 5;
    if (!text.regionMatches(true, host, "t.co/", 0, 5)) {
      return end;
    }
    int i = slug;
    while (i < end && UrlCharacters.isAsciiAlphanumeric(text.charAt(i))) {
      i++;
    }
    if (i == slug) {
      return end;
    }
    return i - slug > LONGEST_SHORT_SLUG ? -1 : Math.min(end, queryEnd(i));
  }

  /** Whether the host keeps within the limits of RFC 1035 and 3490, and the URL within 4,096. */
  private boolean isShortEnough(int start, int host, int hostEnd, int end) {
    try {
      String name = text.substring(host, hostEnd);
      int ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).length();
      int scheme = host > start ? 0 : "https://".length();
      return ascii > 0 && end - start + ascii - name.length() + scheme <= LONGEST_URL;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
