package io.cemfleet.lab.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Every simulator shows the network or keeps its own records, and uses no other simulator. */
@AnalyzeClasses(packages = "io.cemfleet.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class SimulationArchitectureTest {

    @ArchTest
    static final ArchRule theRecorderKnowsNoSimulatorAndNoNetwork = noClasses()
            .that()
            .resideInAPackage("..lab.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..lab.network..",
                    "..lab.cnc..",
                    "..lab.pca..",
                    "..lab.webex..",
                    "..lab.servicenow..",
                    "..lab.servicedesk..",
                    "..lab.openrouter..",
                    "..lab.mail..");

    @ArchTest
    static final ArchRule cncKnowsTheNetworkOnly = noClasses()
            .that()
            .resideInAPackage("..lab.cnc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..lab.simulator..",
                    "..lab.control..",
                    "..lab.carrier..",
                    "..lab.pca..",
                    "..lab.webex..",
                    "..lab.servicenow..",
                    "..lab.servicedesk..",
                    "..lab.openrouter..",
                    "..lab.mail..");

    @ArchTest
    static final ArchRule channelsKnowNoNetwork = noClasses()
            .that()
            .resideInAnyPackage("..lab.webex..", "..lab.servicenow..", "..lab.openrouter..", "..lab.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..lab.network..", "..lab.cnc..", "..lab.pca..", "..lab.control..");

    @ArchTest
    static final ArchRule theServiceDeskKnowsTheNetworkOnly = noClasses()
            .that()
            .resideInAPackage("..lab.servicedesk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..lab.simulator..",
                    "..lab.control..",
                    "..lab.carrier..",
                    "..lab.pca..",
                    "..lab.cnc..",
                    "..lab.webex..",
                    "..lab.servicenow..",
                    "..lab.openrouter..",
                    "..lab.mail..");
}
