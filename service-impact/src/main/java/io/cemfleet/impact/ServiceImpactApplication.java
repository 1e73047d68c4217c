package io.cemfleet.impact;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ServiceImpactApplication {

    public static void main(String[] args) {
        SpringApplication.run(ServiceImpactApplication.class, args);
    }
}
