package io.assay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The layers of the system and the rules that keep its numbers reproducible. */
class ArchitectureTest {
  private static final String ROOT = "io.assay.";
  private static final String ENTRY = "io.assay.job.Assay";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.assay");

  /** What a package of {@code common} may use beside itself. */
  private static final Map<String, List<String>> COMMON =
      Map.of(
          "config", List.of(),
          "post", List.of("config"),
          "stats", List.of("config"),
          "label", List.of("config", "post", "stats"),
          "sample", List.of("config", "post", "stats"),
          "cost", List.of("config", "stats"),
          "eval", List.of("config", "post", "label", "sample", "stats", "cost"),
          "decide", List.of("config", "post", "label", "sample", "stats", "cost", "eval"));

  /** What a package of {@code jobs} may use beside itself and {@code common}. */
  private static final Map<String, List<String>> JOBS =
      Map.of(
          "io", List.of(),
          "embed", List.of("io"),
          "classify", List.of(),
          "labeler", List.of("io", "embed", "classify"),
          "llm", List.of("io"),
          "report", List.of("io"),
          "job", List.of("io", "embed", "classify", "labeler", "llm", "report"));

  /** What a part of a package may use of the rest of it: what comes before it in the flow. */
  private static final Map<String, List<String>> PARTS =
      Map.ofEntries(
          Map.entry("job.run", List.of()),
          Map.entry("job.ingest", List.of("job.run")),
          Map.entry("job.ask", List.of("job.run", "job.ingest")),
          Map.entry("job.predict", List.of("job.run", "job.ingest", "job.ask")),
          Map.entry("job.evaluate", List.of("job.run", "job.ingest", "job.ask", "job.predict")),
          Map.entry("llm.local", List.of()),
          Map.entry("llm.call", List.of()),
          Map.entry("llm.prompt", List.of("llm.local", "llm.call")),
          Map.entry("llm.answer", List.of("llm.call", "llm.prompt")),
          Map.entry("io.input", List.of("io")),
          Map.entry("io.answer", List.of("io")),
          Map.entry("report.model", List.of()),
          Map.entry("report.wording", List.of("report.model")),
          Map.entry("report.table", List.of("report.model", "report.wording")),
          Map.entry("report.finding", List.of("report.model", "report.wording", "report.table")),
          Map.entry("stats.agreement", List.of("stats")),
          Map.entry("stats.calibration", List.of("stats")),
          Map.entry("stats.comparison", List.of("stats")),
          Map.entry("stats.monitoring", List.of("stats")),
          Map.entry("stats.planning", List.of("stats")),
          Map.entry("stats.cascade", List.of("stats", "stats.planning")),
          Map.entry("stats.stratified", List.of("stats", "stats.comparison")));

  @Test
  void everyPackageHasItsPlaceInTheLayers() {
    assertThat(
            CLASSES.stream()
                .map(c -> c.getPackageName().replaceFirst("io\\.assay\\.", ""))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(COMMON, JOBS, PARTS).flatMap(layers -> layers.keySet().stream()).toList());
  }

  @Test
  void layersKeepTheirOrder() {
    Stream.of(COMMON, JOBS)
        .flatMap(layers -> layers.keySet().stream())
        .forEach(layer -> uses(layer, beneath(layer).map(ArchitectureTest::in)));
  }

  @Test
  void partsKeepTheirOrder() {
    PARTS.forEach(
        (part, others) ->
            uses(
                part,
                Stream.concat(
                    beneath(part.substring(0, part.indexOf('.'))).map(ArchitectureTest::in),
                    others.stream().map(other -> ROOT + other))));
  }

  /** The layers beneath one. */
  private static Stream<String> beneath(String layer) {
    return COMMON.containsKey(layer)
        ? COMMON.get(layer).stream()
        : Stream.concat(COMMON.keySet().stream(), JOBS.get(layer).stream());
  }

  private static void uses(String layer, Stream<String> others) {
    String[] allowed = Stream.concat(Stream.of(in(layer)), others).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(in(layer))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.assay..").or(resideInAnyPackage(allowed)))
        .because("the layers say who may know whom; " + layer + " knows only those beneath it")
        .check(CLASSES);
  }

  /** A package with its parts. */
  private static String in(String layer) {
    return ROOT + layer + "..";
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("io.assay.(**)")
        .should()
        .beFreeOfCycles()
        .because("a package must be understood, and changed, without those above it")
        .check(CLASSES);
  }

  @Test
  void commonKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            COMMON.keySet().stream().map(ArchitectureTest::in).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "picocli..")
        .because("common works on texts, counts and configuration, and never sees a row")
        .check(CLASSES);
  }

  @Test
  void onlyIoReadsAndWritesTables() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("io"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DataFrameReader.class, DataFrameWriter.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo("org.apache.hadoop.fs.FileSystem")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.hadoop.fs.FileContext")
        .because("where tables lie and when they are whole is known in one package")
        .check(CLASSES);
  }

  @Test
  void onlySessionsOpensSpark() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.assay.job.run.Sessions")
        .should()
        .callMethod(SparkSession.class, "builder")
        .because("a second session would have other settings and be stopped by nobody")
        .check(CLASSES);
  }

  @Test
  void whatIfNeedsNoSpark() {
    noClasses()
        .that()
        .haveFullyQualifiedName("io.assay.job.evaluate.WhatIf")
        .or()
        .haveFullyQualifiedName("io.assay.job.evaluate.StoredEvidence")
        .or()
        .haveFullyQualifiedName("io.assay.io.SmallTables")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.assay.job.run.JobContext")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(SparkSession.class, org.apache.spark.sql.Dataset.class)
        .because("it answers in seconds, from stored tables alone")
        .check(CLASSES);
  }

  @Test
  void timeComesInFromOutside() {
    noClasses()
        .should()
        .callMethodWhere(target("the wall clock", ArchitectureTest::isWallClock))
        .because("the same inputs give the same tables, whenever they are made")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ENTRY)
        .should()
        .callMethodWhere(
            target(
                "a system clock",
                t -> t.getOwner().isEquivalentTo(Clock.class) && t.getName().startsWith("system")))
        .orShould()
        .callMethod(System.class, "getenv")
        .because("clock and environment come in once, at the entry")
        .check(CLASSES);
  }

  private static boolean isWallClock(AccessTarget.CodeUnitCallTarget target) {
    String owner = target.getOwner().getFullName();
    boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
    boolean millis = owner.equals("java.lang.System") && target.getName().startsWith("currentTime");
    boolean date = owner.equals("java.util.Date") && target.getName().equals("<init>");
    return millis || ((now || date) && target.getRawParameterTypes().isEmpty());
  }

  @Test
  void chanceComesFromASeed() {
    Set<String> seedable = Set.of("java.util.Random", "java.util.SplittableRandom");
    noClasses()
        .should()
        .callConstructorWhere(
            target(
                "a generator without a seed",
                t ->
                    seedable.contains(t.getOwner().getFullName())
                        && t.getRawParameterTypes().isEmpty()))
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.concurrent.ThreadLocalRandom.class, java.security.SecureRandom.class)
        .because("the same inputs, configuration and seed give the same tables")
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ENTRY)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("the manifest is written and the lock given back before the process ends")
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryPrints() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ENTRY)
        .should(ACCESS_STANDARD_STREAMS)
        .because("people read the screen that the entry hands out, and post texts stay off it")
        .check(CLASSES);
  }

  @Test
  void everyCommandIsFinalAndSaysWhatItDoes() {
    classes()
        .that()
        .resideInAPackage(in("job"))
        .and()
        .areAssignableTo(Callable.class)
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .andShould(describeThemselves())
        .because("a command is one class, and `--help` is written for a person")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> describeThemselves() {
    return new ArchCondition<>("have a @Command with a name, --help and a description") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean described =
            type.tryGetAnnotationOfType(Command.class)
                .filter(c -> !c.name().isBlank() && c.mixinStandardHelpOptions())
                .filter(c -> Arrays.stream(c.description()).anyMatch(line -> !line.isBlank()))
                .isPresent();
        events.add(new SimpleConditionEvent(type, described, type.getName()));
      }
    };
  }

  private static <A extends JavaAccess<? extends AccessTarget.CodeUnitCallTarget>>
      DescribedPredicate<A> target(
          String description, Predicate<AccessTarget.CodeUnitCallTarget> wanted) {
    return describe("to " + description, access -> wanted.test(access.getTarget()));
  }
}
