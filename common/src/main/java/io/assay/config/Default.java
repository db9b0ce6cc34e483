package io.assay.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a key that the file leaves out, written as YAML: {@code 0.95}, {@code []}, {@code {}
 * }. A component with neither this nor {@code @Nullable} is a key that must be given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** YAML text of the value. */
  String value();
}
