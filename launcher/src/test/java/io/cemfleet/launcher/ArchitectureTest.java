package io.cemfleet.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cemfleet.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theLauncherKnowsNoSpring = noClasses()
            .that()
            .resideInAPackage("io.cemfleet.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule theLauncherKnowsNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "of another module",
                    type -> type.getPackageName().startsWith("io.cemfleet.")
                            && !type.getPackageName().startsWith("io.cemfleet.launcher")));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.launcher.(**)").should().beFreeOfCycles();
}
