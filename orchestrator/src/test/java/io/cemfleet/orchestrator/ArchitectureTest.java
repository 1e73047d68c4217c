package io.cemfleet.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

/** Dependencies between the packages; the state machines depend on no framework. */
@AnalyzeClasses(packages = "io.cemfleet.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule STATE_MACHINES_DEPEND_ON_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("..orchestrator.incident..", "..orchestrator.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "com.github.kagkarlsson..",
                    "io.cemfleet.a2a.client..",
                    "io.cemfleet.a2a.outbox..",
                    "io.cemfleet.a2a.server..");

    @ArchTest
    static final ArchRule INCIDENT_TYPES_DO_NOT_DEPEND_ON_THE_FLOW = noClasses()
            .that()
            .resideInAPackage("..orchestrator.incident..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..orchestrator.flow..", "..orchestrator.store..", "..orchestrator.engine..");

    @ArchTest
    static final ArchRule ENDPOINTS_DO_NOT_DEPEND_ON_THE_FLOW = noClasses()
            .that()
            .resideInAnyPackage("..orchestrator.a2a..", "..orchestrator.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..orchestrator.incident..", "..orchestrator.flow..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.orchestrator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
