package io.cemfleet.enhancement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.enhancement", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule STAGES_ARE_PROMISED_WITHOUT_SPRING = noClasses()
            .that()
            .resideInAPackage("..enhancement.stage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.enhancement.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
