package io.cemfleet.lab.fleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cemfleet.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class FleetArchitectureTest {
    @ArchTest
    static final ArchRule theLauncherKnowsNoSpring = noClasses()
            .that()
            .resideInAPackage("io.cemfleet.lab.fleet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule theLabKnowsNothingOfTheLauncher = noClasses()
            .that()
            .resideOutsideOfPackage("io.cemfleet.lab.fleet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cemfleet.lab.fleet..");

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("io.cemfleet.lab.fleet.(*)..").should().beFreeOfCycles();
}
