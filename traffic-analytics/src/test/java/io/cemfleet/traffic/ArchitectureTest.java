package io.cemfleet.traffic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.traffic", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.traffic.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FIGURES_KNOW_NO_SPRING_AND_NO_WIRE = noClasses()
            .that()
            .resideInAnyPackage("..traffic.demand..", "..traffic.whatif..", "..traffic.forecast..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.cemfleet.a2a..", "..traffic.sample..", "..traffic.a2a..");

    @ArchTest
    static final ArchRule ONLY_TASKS_KNOW_THE_WIRE = noClasses()
            .that()
            .resideOutsideOfPackage("..traffic.a2a..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cemfleet.a2a.contract..");

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
