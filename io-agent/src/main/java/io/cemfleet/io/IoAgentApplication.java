package io.cemfleet.io;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class IoAgentApplication {

    public static void main(String[] args) {
        SpringApplication.run(IoAgentApplication.class, args);
    }
}
