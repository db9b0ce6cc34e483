package io.assay.embed;

/** What is done to a text before its tokens are made. */
public enum TextPreparation {
  /** Nothing. */
  PLAIN {
    @Override
    String apply(String text) {
      return text;
    }
  };

  /** The text that the model reads. */
  abstract String apply(String text);
}
