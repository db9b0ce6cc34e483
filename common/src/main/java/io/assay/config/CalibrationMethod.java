package io.assay.config;

/** How the confidences that a labeler states are mapped to how often such labels are right. */
public enum CalibrationMethod {
  /** Left as they are. */
  NONE,
  /** Their logits divided by one number (Guo et al. 2017). */
  TEMPERATURE,
  /** A sigmoid of their logits (Platt 1999). */
  PLATT,
  /** The best non-decreasing fit. */
  ISOTONIC
}
