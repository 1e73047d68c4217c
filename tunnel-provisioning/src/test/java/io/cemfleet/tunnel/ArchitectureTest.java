package io.cemfleet.tunnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.tunnel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule POLICY_KNOWS_NO_SPRING = noClasses()
            .that()
            .resideInAPackage("..tunnel.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.cemfleet.cnc..", "io.cemfleet.tunnel.store..");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.tunnel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.tunnel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_ONE_ROOM_KNOWS_THE_CONTROLLER = noClasses()
            .that()
            .resideOutsideOfPackage("..southbound.cnc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cemfleet.cnc..");

    @ArchTest
    static final ArchRule THE_USE_CASE_KNOWS_NO_WIRE = noClasses()
            .that()
            .resideInAnyPackage("..tunnel.provision..", "..tunnel.store..", "..tunnel.bsid..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..tunnel.a2a..", "org.springframework.web..");

    @ArchTest
    static final ArchRule NO_AGENT_CALLS_THE_LAB =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.cemfleet.lab..");

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
