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
    static final ArchRule TICKETS_KNOW_NOTHING_OF_HTTP_ACCESS = noClasses()
            .that()
            .resideInAPackage("..ticket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cemfleet.io.access..", "io.cemfleet.io.stream..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.io.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
