package io.cemfleet.tunnel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class TunnelProvisioningApplication {

    public static void main(String[] args) {
        SpringApplication.run(TunnelProvisioningApplication.class, args);
    }
}
