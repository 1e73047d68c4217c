package io.cemfleet.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

/** Checks the dependencies between the lab's packages. */
@AnalyzeClasses(packages = "io.cemfleet.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theNetworkIsPlainJava = classes()
            .that()
            .resideInAPackage("io.cemfleet.lab.network")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.cemfleet.lab.network");

    @ArchTest
    static final ArchRule carriersKnowTheNetworkOnly = noClasses()
            .that()
            .resideInAPackage("io.cemfleet.lab.carrier")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.cemfleet.lab.control", "io.cemfleet.lab.simulator");

    @ArchTest
    static final ArchRule pcaKnowsTheNetworkOnly = noClasses()
            .that()
            .resideInAPackage("io.cemfleet.lab.pca")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cemfleet.lab.control",
                    "io.cemfleet.lab.cnc",
                    "io.cemfleet.lab.simulator",
                    "io.cemfleet.lab.carrier");

    @ArchTest
    static final ArchRule theLabImportsNoAgent = noClasses()
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "of another module",
                    type -> type.getPackageName().startsWith("io.cemfleet.")
                            && !type.getPackageName().startsWith("io.cemfleet.lab")));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.lab.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noBeanIsARecord =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
