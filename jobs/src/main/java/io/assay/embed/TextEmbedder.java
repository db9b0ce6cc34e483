package io.assay.embed;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark ML stage that appends the vectors of a text column as {@code array<float>}, null for a null
 * text. One model an executor, shared by its tasks. The first four parameters are named as those of
 * DJL's own Spark extension.
 */
public final class TextEmbedder extends Transformer implements DefaultParamsWritable {
  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> engine;
  private final Param<String> modelUrl;
  private final Param<String> embedder;

  public TextEmbedder() {
    this(Identifiable$.MODULE$.randomUID("textEmbedder"));
  }

  /** The parameters take their parent's uid when they are made: it has to be set before. */
  public TextEmbedder(String uid) {
    this.uid = uid;
    inputCol = new Param<>(this, "inputCol", "column of texts");
    outputCol = new Param<>(this, "outputCol", "column of vectors to append");
    engine = new Param<>(this, "engine", "engine of DJL; OnnxRuntime is the only one");
    modelUrl =
        new Param<>(
            this,
            "modelUrl",
            "folder that the driver can read, with tokenizer.json, embedder.json and a model");
    embedder = new Param<>(this, "embedder", "id that the model must have; empty: any");
    setDefault(inputCol, "text");
    setDefault(outputCol, "vector");
    setDefault(engine, OnnxModel.ENGINE);
    setDefault(embedder, "");
  }

  /** A stage with this model and no other. */
  public static TextEmbedder of(ModelFiles files) {
    return new TextEmbedder()
        .setModelUrl(files.folder().toUri().toString())
        .setEmbedder(files.spec().id());
  }

  /** For the reader of saved pipelines, which looks it up by name. */
  public static MLReader<TextEmbedder> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage that was saved at a path. */
  public static TextEmbedder load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column of texts; default {@code text}. */
  public Param<String> inputCol() {
    return inputCol;
  }

  public TextEmbedder setInputCol(String value) {
    set(inputCol, value);
    return this;
  }

  /** Column of vectors to append; default {@code vector}. */
  public Param<String> outputCol() {
    return outputCol;
  }

  public TextEmbedder setOutputCol(String value) {
    set(outputCol, value);
    return this;
  }

  /** Engine of DJL; {@code OnnxRuntime} is the only one. */
  public Param<String> engine() {
    return engine;
  }

  public TextEmbedder setEngine(String value) {
    set(engine, value);
    return this;
  }

  /** The model's folder, as a path or a file URI, which only the driver reads. */
  public Param<String> modelUrl() {
    return modelUrl;
  }

  public TextEmbedder setModelUrl(String value) {
    set(modelUrl, value);
    return this;
  }

  /** Id that the model must have; default any. */
  public Param<String> embedder() {
    return embedder;
  }

  public TextEmbedder setEmbedder(String value) {
    set(embedder, value);
    return this;
  }

  /**
   * The rows with their vectors, computed when they are asked for.
   *
   * @throws AssayException (USAGE) if modelUrl is no model, or another than the one named
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType input = dataset.schema();
    StructType output = transformSchema(input);
    ModelFiles files = files();
    ModelSource source = ModelSource.of(files, dataset.sparkSession().sparkContext());
    if (files.spec().kind() == EmbedderKind.STATIC) {
      return new StaticVectors(source).add(dataset.toDF(), value(inputCol), value(outputCol));
    }
    return dataset
        .toDF()
        .mapPartitions(
            new EmbedPartition(source, input.fieldIndex(value(inputCol))), Encoders.row(output));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    if (!value(engine).equals(OnnxModel.ENGINE)) {
      throw new IllegalArgumentException(
          "engine is " + value(engine) + "; " + OnnxModel.ENGINE + " is the only one");
    }
    StructField text = schema.apply(value(inputCol));
    if (!text.dataType().equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "inputCol " + text.name() + " is " + text.dataType().sql() + ", not STRING");
    }
    if (schema.getFieldIndex(value(outputCol)).isDefined()) {
      throw new IllegalArgumentException("outputCol " + value(outputCol) + " is there already");
    }
    return schema.add(
        value(outputCol), DataTypes.createArrayType(DataTypes.FloatType, false), true);
  }

  private ModelFiles files() {
    String url = value(modelUrl);
    ModelFiles files =
        ModelFiles.in(url.startsWith("file:") ? Path.of(URI.create(url)) : Path.of(url));
    String expected = value(embedder);
    if (!expected.isEmpty() && !expected.equals(files.spec().id())) {
      throw new AssayException(
          ExitCode.USAGE,
          "%s holds the embedder %s, not %s".formatted(url, files.spec().id(), expected));
    }
    return files;
  }

  private String value(Param<String> param) {
    return getOrDefault(param);
  }

  @Override
  public TextEmbedder copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
