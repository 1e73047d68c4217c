package io.cemfleet.restoration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class RestorationMonitorApplication {

    public static void main(String[] args) {
        SpringApplication.run(RestorationMonitorApplication.class, args);
    }
}
