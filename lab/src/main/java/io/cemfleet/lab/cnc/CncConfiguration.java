package io.cemfleet.lab.cnc;

import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers CNC's APIs at their addresses. */
@Configuration(proxyBeanMethods = false)
class CncConfiguration {

    @Bean
    ServletRegistrationBean<CncServlet> cncServlet(
            CncSessions sessions, NotificationStreams streams, List<CncServlet.MountedApi> apis) {
        return new ServletRegistrationBean<>(new CncServlet(sessions, streams, apis), "/crosswork/*");
    }
}
