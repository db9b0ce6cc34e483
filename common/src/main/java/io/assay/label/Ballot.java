package io.assay.label;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each of several labelers says of a post, told to a person. */
record Ballot(List<String> members) implements Serializable {
  static final String NO_VOTE = "none of its labelers has a label";

  Ballot {
    members = List.copyOf(members);
  }

  boolean isEmpty(List<@Nullable String> said) {
    return said.stream().allMatch(Objects::isNull);
  }

  /** Who is for a label, and who is for what instead. */
  String evidence(List<@Nullable String> said, String winner) {
    List<String> pro = new ArrayList<>();
    List<String> against = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      String label = said.get(i);
      if (winner.equals(label)) {
        pro.add(members.get(i));
      } else if (label != null) {
        against.add(members.get(i) + " for " + label);
      }
    }
    String ours = pro.isEmpty() ? "nobody" : String.join(", ", pro);
    return against.isEmpty() ? ours : ours + "; against it " + String.join(", ", against);
  }
}
