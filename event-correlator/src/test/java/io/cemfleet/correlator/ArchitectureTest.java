package io.cemfleet.correlator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.cemfleet.runtime.testing.LinearTimeRules;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.cemfleet.correlator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.cemfleet.correlator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RECORDS_AND_FORMS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("..correlator.alert..", "..correlator.source..")
            .and()
            .areNotMetaAnnotatedWith(Component.class)
            .and()
            .areNotAnnotatedWith(ConfigurationProperties.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule NO_OTHER_PACKAGE_KNOWS_AN_ALERT_SOURCE = noClasses()
            .that()
            .resideOutsideOfPackage("..correlator.source.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..correlator.source.*..", "io.cemfleet.cnc.alarm..")
            .because("a new source is one package, which the others find as a bean");

    @ArchTest
    static final ArchRule ALERT_SOURCES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.cemfleet.correlator.source.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_PATTERN_TRACKS_BACK = LinearTimeRules.NO_PATTERN_TRACKS_BACK;

    @ArchTest
    static final ArchRule NO_BEAN_IS_A_RECORD =
            noClasses().that().areRecords().should().beMetaAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule NO_BEAN_HAS_MORE_THAN_SEVEN_COLLABORATORS = noConstructors()
            .that()
            .areDeclaredInClassesThat()
            .areMetaAnnotatedWith(Component.class)
            .should()
            .haveRawParameterTypes(new DescribedPredicate<>("more than seven") {
                @Override
                public boolean test(List<JavaClass> parameters) {
                    return parameters.size() > 7;
                }
            });

    @ArchTest
    static final ArchRule THE_STREAM_CALLS_NOBODY = classes()
            .that()
            .resideInAPackage("..correlator.stream..")
            .and()
            .haveNameNotMatching(".*Stream(Engine|Health|Settings).*")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "org.apache.kafka..",
                    "io.cemfleet.a2a.contract..",
                    "io.cemfleet.runtime.kafka..",
                    "io.cemfleet.runtime.time..",
                    "..correlator.alert..",
                    "..correlator.stream..");
}
