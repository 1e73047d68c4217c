package io.cemfleet.path;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.path", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.path.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theAlgorithmsKnowNoSpring = noClasses()
            .that()
            .resideInAnyPackage("..path.graph..", "..path.constraint..", "..path.segment..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.cemfleet.path", "..path.network..", "..path.plan..");

    @ArchTest
    static final ArchRule theGraphKnowsNoWire = noClasses()
            .that()
            .resideInAPackage("..path.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.a2a..");

    @ArchTest
    static final ArchRule noAgentImportsAnother = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.lab..", "io.cemfleet.orchestrator..", "io.cemfleet.impact..");

    @ArchTest
    static final ArchRule noBeanIsARecord =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
