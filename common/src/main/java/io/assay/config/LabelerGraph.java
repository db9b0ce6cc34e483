package io.assay.config;

import io.assay.config.TaskLoader.PlacedLabeler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which labelers of a task rest on which, and what is wrong with that.
 *
 * @param byStrata whether LLMs are asked by strata
 */
record LabelerGraph(List<PlacedLabeler> labelers, boolean byStrata) {

  /** Notes every problem at its labeler. */
  void check() {
    cycles();
    guarantees();
    teachers();
  }

  /** What an LLM's labels have cost belongs to the price of those who learn from them. */
  private void teachers() {
    for (PlacedLabeler labeler : labelers) {
      List<String> teachers = labeler.settings().learnsFrom();
      labelers.stream()
          .filter(one -> teachers.contains(one.name()))
          .flatMap(one -> Stream.concat(Stream.of(one), restsOn(one).stream()))
          .filter(one -> one.settings().isLlm())
          .findFirst()
          .ifPresent(
              llm ->
                  labeler
                      .node()
                      .problemAt(
                          "teacher",
                          "teacher: %s is an LLM or rests on one; to learn from an LLM say train_on: llm_labels"
                              .formatted(teachers.get(0))));
    }
  }

  /** Takes away who refers to nobody that is left; what cannot be taken away goes in a circle. */
  private void cycles() {
    List<PlacedLabeler> left = new ArrayList<>(labelers);
    boolean shrunk = true;
    while (shrunk) {
      List<String> names = left.stream().map(labeler -> labeler.name()).toList();
      shrunk = left.removeIf(one -> one.settings().needs().stream().noneMatch(names::contains));
    }
    left.forEach(
        one -> one.node().problem(one.name() + " refers to itself, directly or by others"));
  }

  /** A guarantee would not be exact if its test had been seen, or were no simple random sample. */
  private void guarantees() {
    for (PlacedLabeler labeler : labelers) {
      if (labeler.settings().guarantees()) {
        restsOn(labeler).forEach(other -> guarantee(labeler, other));
      }
    }
  }

  private void guarantee(PlacedLabeler labeler, PlacedLabeler other) {
    String reason = null;
    if (other.settings().learnsFromCalibrate()) {
      reason = "learns from part calibrate, on which the guarantee is tested";
    } else if (byStrata && isAsked(other)) {
      reason = "is asked by sample.strata, and the test needs a simple random sample";
    }
    if (reason != null) {
      labeler
          .node()
          .problem(
              "%s can guarantee nothing over %s, which %s"
                  .formatted(labeler.name(), other.name(), reason));
    }
  }

  /** All that a labeler refers to, directly or by others. */
  private List<PlacedLabeler> restsOn(PlacedLabeler labeler) {
    Set<String> names = new LinkedHashSet<>();
    Deque<PlacedLabeler> open = new ArrayDeque<>(List.of(labeler));
    while (!open.isEmpty()) {
      List<String> others = open.remove().settings().needs();
      labelers.stream()
          .filter(one -> others.contains(one.name()) && names.add(one.name()))
          .forEach(open::add);
    }
    // Itself only in a circle, which is told elsewhere.
    names.remove(labeler.name());
    return labelers.stream().filter(one -> names.contains(one.name())).toList();
  }

  private static boolean isAsked(PlacedLabeler labeler) {
    return labeler
        .node()
        .get("kind")
        .flatMap(YamlNode::text)
        .filter(LabelerSpec.LLM::equals)
        .isPresent();
  }
}
