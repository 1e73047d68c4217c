package io.cemfleet.enhancement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class EnhancementPipelineApplication {

    public static void main(String[] args) {
        SpringApplication.run(EnhancementPipelineApplication.class, args);
    }
}
