package io.assay.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The posts that share a feature, such as {@code has_hashtag=true}.
 *
 * @param name {@code feature=value}
 * @param posts those with it
 * @param others those with another value of the feature
 */
record Slice(String name, CountTable posts, CountTable others) {

  /** The slices of a table, by name. */
  static List<Slice> of(CountTable table) {
    TreeSet<String> names = new TreeSet<>();
    table.rows().forEach(c -> names.addAll(Stratum.slices(c.stratum())));
    List<Slice> slices = new ArrayList<>();
    for (String name : names) {
      slices.add(
          new Slice(
              name,
              table.where(c -> Stratum.slices(c.stratum()).contains(name)),
              table.where(c -> !Stratum.slices(c.stratum()).contains(name))));
    }
    return slices;
  }
}
