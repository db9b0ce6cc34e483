package io.assay.job;

/** The process that commands run in. */
public interface Entry {
  /** Its surroundings. */
  Host host();
}
