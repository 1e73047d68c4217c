package io.cemfleet.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheSimilarityBenchUsesCodeOfThePipeline = noClasses()
            .that()
            .resideOutsideOfPackage("io.cemfleet.bench.similarity")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cemfleet.enhancement..");

    @ArchTest
    static final ArchRule onlyBenchesOfTheirOwnProcessUseCodeOfTheNetworksAgents = noClasses()
            .that()
            .resideOutsideOfPackages("io.cemfleet.bench.path", "io.cemfleet.bench.carrier")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cemfleet.path..", "io.cemfleet.impact..", "io.cemfleet.network..", "io.cemfleet.cnc..");

    @ArchTest
    static final ArchRule onlyThePathBenchUsesItsAnchor = noClasses()
            .that()
            .resideOutsideOfPackage("io.cemfleet.bench.path")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jgrapht..");

    @ArchTest
    static final ArchRule onlyTheKernelBenchUsesTheCorrelatorAndItsAnchor = noClasses()
            .that()
            .resideOutsideOfPackage("io.cemfleet.bench.kernel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.correlator..", "com.espertech..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noBeanIsARecord =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
