package io.cemfleet.runtime.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Architecture rules of modules that match text from outside. */
public final class LinearTimeRules {

    /** Only RE2/J matches text; this includes the patterns that {@link String}'s methods compile. */
    public static final ArchRule NO_PATTERN_TRACKS_BACK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "split", String.class)
            .orShould()
            .callMethod(String.class, "split", String.class, int.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould()
            .callMethod(String.class, "replaceFirst", String.class, String.class)
            .because("text from outside could keep it busy for ever; RE2/J takes linear time");

    private LinearTimeRules() {}
}
