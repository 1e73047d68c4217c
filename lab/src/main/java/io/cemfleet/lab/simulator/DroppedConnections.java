package io.cemfleet.lab.simulator;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Configures the web server for the simulators: a connection can be closed without an answer (only the container can),
 * and keys with encoded slashes reach a simulator unchanged.
 */
@Component
final class DroppedConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String DROP = DroppedConnections.class.getName() + ".drop";

    /** Makes the container close this request's connection without an answer. */
    static void drop(HttpServletRequest request) {
        request.setAttribute(DROP, true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new DropValve());
        factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setProperty("relaxedPathChars", "[]|\"<>\\^`{}");
            connector.setProperty("relaxedQueryChars", "[]|\"<>\\^`{}");
        });
    }

    private static final class DropValve extends ValveBase {
        DropValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(DROP) != null) {
                request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, new IOException("dropped by a fault"));
            }
        }
    }
}
