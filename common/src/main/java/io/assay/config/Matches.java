package io.assay.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form of a text in a file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Matches {
  /** A name that can be a folder: a task, a labeler, an endpoint. */
  String SLUG = "[a-z0-9][a-z0-9._-]{0,63}";

  /** {@link #SLUG} in words. */
  String SLUG_WORDS = "lower-case letters, digits, hyphens, dots and underscores, at most 64";

  /** A regular expression that the whole text must match. */
  String value();

  /** The same in words, for the message. */
  String words();

  /** Whether a message may repeat a wrong value: not where it may be a secret. */
  boolean shown() default true;
}
