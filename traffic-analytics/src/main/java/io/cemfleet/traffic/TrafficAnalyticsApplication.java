package io.cemfleet.traffic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class TrafficAnalyticsApplication {

    public static void main(String[] args) {
        SpringApplication.run(TrafficAnalyticsApplication.class, args);
    }
}
