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
 * The web server as the faces need it: a connection can be closed without an answer (only the container can), and keys
 * with encoded slashes reach a face as they were sent.
 */
@Component
final class DroppedConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String DROP = DroppedConnections.class.getName() + ".drop";

    /** Asks the container to close this request's connection without an answer. */
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
