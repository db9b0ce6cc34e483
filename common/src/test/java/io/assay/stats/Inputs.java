package io.assay.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The inputs of a reference case, by name; null is {@code NaN}. */
record Inputs(JsonNode json) {

  JsonNode node(String name) {
    JsonNode node = json.get(name);
    if (node == null) {
      throw new IllegalArgumentException("input " + name + " is missing");
    }
    return node;
  }

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  double real(String name) {
    return real(node(name));
  }

  double real(String name, double otherwise) {
    return has(name) ? real(name) : otherwise;
  }

  long whole(String name) {
    return whole(node(name));
  }

  double[] reals(String name) {
    return reals(node(name));
  }

  long[] wholes(String name) {
    return stream(node(name)).mapToLong(Inputs::whole).toArray();
  }

  int[] ints(String name) {
    return stream(node(name)).mapToInt(JsonNode::asInt).toArray();
  }

  List<String> texts(String name) {
    return texts(node(name));
  }

  double[][] realRows(String name) {
    return stream(node(name)).map(Inputs::reals).toArray(double[][]::new);
  }

  long[][] wholeRows(String name) {
    return stream(node(name))
        .map(row -> stream(row).mapToLong(Inputs::whole).toArray())
        .toArray(long[][]::new);
  }

  int[][] intRows(String name) {
    return stream(node(name))
        .map(row -> stream(row).mapToInt(JsonNode::asInt).toArray())
        .toArray(int[][]::new);
  }

  static double real(JsonNode node) {
    if (node.isTextual()) {
      return Double.parseDouble(node.asText());
    }
    return node.isNull() ? Double.NaN : node.asDouble();
  }

  static long whole(JsonNode node) {
    double value = node.asDouble();
    if (!node.isIntegralNumber() && value != Math.rint(value)) {
      throw new IllegalArgumentException(node + " is not a whole number");
    }
    return node.isIntegralNumber() ? node.asLong() : (long) value;
  }

  static double[] reals(JsonNode list) {
    return stream(list).mapToDouble(Inputs::real).toArray();
  }

  static List<String> texts(JsonNode list) {
    return stream(list).map(JsonNode::asText).toList();
  }

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Positions of the labels of a list; −1 for null. */
  int[] positions(String name, List<String> labels) {
    List<JsonNode> nodes = new ArrayList<>();
    node(name).forEach(nodes::add);
    return IntStream.range(0, nodes.size())
        .map(i -> nodes.get(i).isNull() ? -1 : labels.indexOf(nodes.get(i).asText()))
        .toArray();
  }
}
