package io.cemfleet.io;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.io", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule TICKETS_KNOW_NEITHER_LOGINS_NOR_STREAMS = noClasses()
            .that()
            .resideInAPackage("..ticket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cemfleet.io.login..",
                    "io.cemfleet.io.session..",
                    "io.cemfleet.io.users..",
                    "io.cemfleet.io.stream..",
                    "io.cemfleet.io.fleet..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.io.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
