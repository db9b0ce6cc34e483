package io.assay.post;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts made of what stands in real posts, and of what breaks tokenizers. */
final class RandomPosts {
  private static final List<String> PIECES =
      List.of(
          "#",
          "#",
          "#",
          "#",
          "＃",
          "##",
          "&",
          "&#39;",
          "_",
          "-",
          "'",
          ".",
          ".",
          ",",
          "!",
          "?",
          "/",
          "/",
          ":",
          "://",
          "(",
          ")",
          "(",
          ")",
          "[",
          "=",
          "+",
          "@",
          "＠",
          "$",
          "~",
          "*",
          "%",
          ";",
          "|",
          "\"",
          " ",
          " ",
          " ",
          " ",
          "\n",
          "\t",
          "\u00a0",
          "\u3000",
          "\u0085",
          "\u2028",
          "\u200b",
          "\u180e",
          "a",
          "B",
          "cat",
          "Monday",
          "MOOD",
          "x",
          "1",
          "42",
          "2024",
          "é",
          "É",
          "ſ",
          "K",
          "ß",
          "n\u0303",
          "ä",
          "ñandú",
          "\u0301",
          "İ",
          "ı",
          "º",
          "²",
          "½",
          "Ⅳ",
          "ⓐ",
          "ａ",
          "９",
          "٣",
          "日本語",
          "タグ",
          "ー",
          "・",
          "〜",
          "～",
          "゛",
          "한국어",
          "тег",
          "ไทย",
          "हिन्दी",
          "שלום",
          "״",
          "־",
          "ترند",
          "མ་",
          "·",
          "々",
          "\u200c",
          "\u200d",
          "\ufe0f",
          "\ufe0e",
          "\u20e3",
          "\ufeff",
          "\uffff",
          "\u200e",
          "\u202a",
          "\u2013",
          "😂",
          "❤️",
          "👍🏽",
          "👩‍🚀",
          "🇺🇸",
          "1️⃣",
          "#️⃣",
          "©",
          "™",
          "♥",
          "𝐀",
          "𐐀",
          "𠮷",
          "🄰",
          "\ud83d",
          "\ude02",
          "\uf870",
          "\uf8ff",
          "\uf8c1",
          "\uf881",
          "http://",
          "https://",
          "HTTP://",
          "ftp://",
          "http:/",
          "www.",
          "example.com",
          "t.co",
          "T.CO/",
          ".com",
          ".co",
          ".jp",
          ".org",
          ".COM",
          ".onion",
          "com",
          "co",
          "xn--",
          ".xn--p1ai",
          ".рф",
          ".भारतम्",
          ".भारत",
          ".嘉里",
          ".嘉里大酒店",
          ".vermögensberater",
          ".VERMöGENSBERATER",
          "http://t.co/abc",
          "t.co/a",
          "https://t.co/0123456789012345678901234567890123456789",
          "/#frag",
          "?q=#a",
          "/a(b)#c",
          "/a(b(c)d)#e",
          "/(#a)",
          ":8080",
          ":8080/#x",
          "foo_bar.com/#y",
          "-a.com/#z",
          "a-b-c",
          "a_b.",
          "日本.jp/#k",
          "пример.рф",
          "rt",
          "RT",
          "it's",
          "fish-n-chips");

  private RandomPosts() {}

  /** Pieces stuck together at random, often into URLs and hashtags. */
  static String mixture(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(14);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Characters of all planes, half of them from where the rules draw lines. */
  static String characters(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(20);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append('#');
        case 1 -> text.append((char) random.nextInt(0x10000));
        case 2 -> text.appendCodePoint(random.nextInt(0x110000));
        case 3 -> text.append((char) random.nextInt(0x2000, 0x3100));
        case 4, 5 -> text.append((char) random.nextInt(0x20, 0x7f));
        case 6 -> text.append((char) random.nextInt(0x80, 0x600));
        default -> text.append("./#?:@".charAt(random.nextInt(6)));
      }
    }
    return text.toString();
  }

  /** Words, tags, links and emoji between spaces. */
  static String realLooking(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int words = 3 + random.nextInt(12);
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word(random));
    }
    return text.toString();
  }

  private static String word(RandomGenerator random) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    String other = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(7)) {
      case 0 -> "#" + piece + other;
      case 1 -> "https://" + "ab.co/" + piece + "#" + other;
      case 2 -> "ab." + piece + "/" + "#" + other;
      case 3 -> piece + "#" + other;
      case 4 -> "http://" + piece + "＃" + other + ".jp";
      default -> piece;
    };
  }
}
