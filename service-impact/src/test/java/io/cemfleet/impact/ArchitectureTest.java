package io.cemfleet.impact;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.impact", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.impact.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyHandlersKnowTheServer = noClasses()
            .that()
            .resideOutsideOfPackage("..impact.a2a..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.a2a.server..");

    @ArchTest
    static final ArchRule noAgentImportsAnother = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.lab..", "io.cemfleet.orchestrator..", "io.cemfleet.path..");

    @ArchTest
    static final ArchRule noBeanIsARecord =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
