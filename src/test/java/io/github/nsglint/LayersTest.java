package io.github.nsglint;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages and the arrows between them. An exception would stand here with its reason. */
@AnalyzeClasses(
    packages = "io.github.nsglint",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("document")
          .definedBy("io.github.nsglint.document")
          .layer("flow")
          .definedBy("io.github.nsglint.flow")
          .layer("model")
          .definedBy("io.github.nsglint.model")
          .layer("source")
          .definedBy("io.github.nsglint.source")
          .layer("template")
          .definedBy("io.github.nsglint.source.template")
          .layer("arm")
          .definedBy("io.github.nsglint.source.arm")
          .layer("shell")
          .definedBy("io.github.nsglint.source.shell")
          .layer("azcli")
          .definedBy("io.github.nsglint.source.azcli")
          .layer("live")
          .definedBy("io.github.nsglint.source.live")
          .layer("azure")
          .definedBy("io.github.nsglint.azure")
          .layer("policy")
          .definedBy("io.github.nsglint.policy")
          .layer("analysis")
          .definedBy("io.github.nsglint.analysis")
          .layer("report")
          .definedBy("io.github.nsglint.report")
          .layer("cli")
          .definedBy("io.github.nsglint.cli")
          .whereLayer("document")
          .mayNotAccessAnyLayer()
          .whereLayer("flow")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayOnlyAccessLayers("document", "flow")
          .whereLayer("source")
          .mayOnlyAccessLayers("document")
          .whereLayer("template")
          .mayOnlyAccessLayers("source", "document")
          .whereLayer("arm")
          .mayOnlyAccessLayers("template", "source", "document")
          .whereLayer("shell")
          .mayOnlyAccessLayers("document")
          .whereLayer("azcli")
          .mayOnlyAccessLayers("shell", "source", "document")
          .whereLayer("live")
          .mayOnlyAccessLayers("source", "document")
          .whereLayer("azure")
          .mayOnlyAccessLayers("source", "model", "flow", "document")
          .whereLayer("policy")
          .mayOnlyAccessLayers("model", "flow", "document")
          .whereLayer("analysis")
          .mayOnlyAccessLayers("azure", "policy", "model", "flow", "document")
          .whereLayer("report")
          .mayOnlyAccessLayers("analysis", "azure", "policy", "model", "flow", "document")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.github.nsglint.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesAmongSources =
      slices().matching("io.github.nsglint.source.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule flowStandsAlone =
      classes()
          .that()
          .resideInAPackage("io.github.nsglint.flow")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.github.nsglint.flow");

  /** To load Azure's libraries takes longer than to judge a file. */
  @ArchTest
  static final ArchRule azureLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.nsglint.source.live")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.azure..", "reactor..", "com.microsoft..");

  /** A class is named by what it is. */
  @ArchTest
  static final ArchRule names =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Manager|Helper|Util|Utils|Impl|Service)|.*[.$](Base|Abstract)[A-Z][^.$]*");

  @ArchTest
  static final ArchRule standardStreams =
      noClasses()
          .that(not(resideInAPackage("io.github.nsglint.cli")))
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule exits =
      noClasses()
          .that(not(resideInAPackage("io.github.nsglint.cli")))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);
}
