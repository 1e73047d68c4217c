package io.cemfleet.correlator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class EventCorrelatorApplication {

    public static void main(String[] args) {
        SpringApplication.run(EventCorrelatorApplication.class, args);
    }
}
