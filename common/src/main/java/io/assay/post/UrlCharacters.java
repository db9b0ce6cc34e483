package io.assay.post;

/** The character classes of the twitter-text URL rules; all but the host's are of the BMP. */
final class UrlCharacters {
  private static final String GENERAL_PATH = "!*';:=+,.$/%#[]-\u2013_~|&@";
  private static final String PATH_END = "=_#/-+";
  private static final String QUERY = "!?*'();:&=+$/%#[]-_.,~|@";
  private static final String QUERY_END = "-_&=#/";
  private static final String NOT_IN_UNICODE_HOST = "-_!\"#$%&'()*+,./:;<=>?@[]^`{|}~";
  private static final String IPA = "\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272";
  private static final String NOT_BEFORE = "@\uff20$#\uff03\ufffe\ufeff\uffff";

  private UrlCharacters() {}

  static boolean isAsciiAlphanumeric(char c) {
    return HashtagCharacters.isAsciiLetter(c) || isAsciiDigit(c);
  }

  static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a URL may start after this character. */
  static boolean mayPrecede(char c) {
    return !isAsciiAlphanumeric(c) && NOT_BEFORE.indexOf(c) < 0;
  }

  static boolean isHost(char c) {
    return isAsciiAlphanumeric(c) || isLatinAccent(c);
  }

  /** Any character but space, punctuation and U+2000 to U+206F. */
  static boolean isUnicodeHost(char c) {
    return NOT_IN_UNICODE_HOST.indexOf(c) < 0 && !isSpace(c) && (c < '\u2000' || c > '\u206f');
  }

  static boolean isPath(char c) {
    return isHost(c) || isCyrillic(c) || GENERAL_PATH.indexOf(c) >= 0;
  }

  static boolean isPathEnd(char c) {
    return isHost(c) || isCyrillic(c) || PATH_END.indexOf(c) >= 0;
  }

  static boolean isQuery(char c) {
    return isAsciiAlphanumeric(c) || QUERY.indexOf(c) >= 0;
  }

  static boolean isQueryEnd(char c) {
    return isAsciiAlphanumeric(c) || QUERY_END.indexOf(c) >= 0;
  }

  /** What no URL and no hashtag holds. */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 128 && Character.isSpaceChar(c));
  }

  /** The start of the stretch without white space around an index. */
  static int chunkStart(String text, int index) {
    int i = index;
    while (i > 0 && !isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** The end of the stretch without white space from an index on. */
  static int chunkEnd(String text, int index) {
    int i = index;
    while (i < text.length() && !isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isCyrillic(char c) {
    return c >= '\u0400' && c <= '\u04ff';
  }

  private static boolean isLatinAccent(char c) {
    return c >= '\u00c0'
        && (c <= '\u024f'
            ? c != '\u00d7' && c != '\u00f7'
            : (c >= '\u0300' && c <= '\u036f')
                || (c >= '\u1e00' && c <= '\u1eff')
                || IPA.indexOf(c) >= 0
                || c == '\u0289'
                || c == '\u028b'
                || c == '\u02bb');
  }
}
