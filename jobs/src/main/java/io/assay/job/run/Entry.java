package io.assay.job.run;

/** The process that commands run in. */
public interface Entry {
  /** Its surroundings. */
  Host host();
}
