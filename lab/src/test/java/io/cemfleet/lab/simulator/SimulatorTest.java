package io.cemfleet.lab.simulator;

import io.cemfleet.lab.LabApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Starts the lab once, on free ports, for all tests of simulators. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = LabApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lab.mail.port=0", "lab.measure-interval=200ms", "lab.faces.hang-limit=5s"})
public @interface SimulatorTest {}
