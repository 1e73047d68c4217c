package io.cemfleet.cnc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.cemfleet.runtime.testing.LinearTimeRules;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.cnc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.cemfleet.cnc.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theLibraryKnowsNoAgent = noClasses()
            .should()
            .dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("are the fleet's other code") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                    return type.getPackageName().startsWith("io.cemfleet.")
                            && !type.getPackageName().startsWith("io.cemfleet.cnc")
                            && !type.getPackageName().startsWith("io.cemfleet.network");
                }
            });

    @ArchTest
    static final ArchRule noPatternThatTracksBack = LinearTimeRules.NO_PATTERN_TRACKS_BACK;

    @ArchTest
    static final ArchRule onlyTheSessionSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.springframework.web.client..", "org.springframework.http..");

    @ArchTest
    static final ArchRule clientsAreReachedThroughTheirPorts = classes()
            .that()
            .haveSimpleNameStartingWith("Cnc")
            .and()
            .haveSimpleNameEndingWith("Client")
            .and()
            .areNotInterfaces()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule noBeanIsARecord =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);
}
