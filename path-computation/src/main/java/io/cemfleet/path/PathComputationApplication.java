package io.cemfleet.path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class PathComputationApplication {

    public static void main(String[] args) {
        SpringApplication.run(PathComputationApplication.class, args);
    }
}
