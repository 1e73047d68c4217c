package io.cemfleet.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cemfleet.lab.LabApplication;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A lab that other machines can reach, called over a non-loopback address of this machine. */
@SpringBootTest(
        classes = LabApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=0.0.0.0", "lab.mail.port=0", "lab.measure-interval=5s"})
class LabAccessRulesTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void fromAnotherAddressNoRouteOfTheControlApiAnswersHoweverItIsWritten() throws Exception {
        String address = anotherAddress();
        for (String path : routes()) {
            for (String written : variants(path)) {
                for (String method : List.of("GET", "POST", "DELETE")) {
                    assertThat(status(address, method, written))
                            .as("%s %s", method, written)
                            .isIn(400, 403);
                }
            }
        }
    }

    @Test
    void fromThisMachineTheControlApiAnswers() throws Exception {
        assertThat(status("127.0.0.1", "GET", "/lab/network")).isEqualTo(200);
        assertThat(status("127.0.0.1", "GET", "/actuator/health/readiness")).isEqualTo(200);
    }

    @Test
    void simulatorsAnswerFromEverywhereAndUnnamedAddressesAreRefused() throws Exception {
        String address = anotherAddress();
        assertThat(status(address, "GET", "/api/v2/monitored-objects")).isEqualTo(401);
        assertThat(status(address, "GET", "/servicedesk/api/v3/requests")).isEqualTo(401);
        assertThat(status(address, "GET", "/nothing")).isEqualTo(403);
        assertThat(status("127.0.0.1", "GET", "/nothing")).isEqualTo(403);
    }

    private Set<String> routes() {
        Set<String> control = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/lab"))
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "7"))
                .collect(Collectors.toSet());
        assertThat(control).hasSizeGreaterThan(15);
        return Stream.concat(control.stream(), Stream.of("/actuator/health", "/actuator/prometheus", "/error"))
                .collect(Collectors.toSet());
    }

    private static List<String> variants(String path) {
        String rest = path.substring(2);
        String hex = "%%%02x".formatted((int) path.charAt(1));
        return List.of(
                path,
                "/" + hex + rest,
                "/." + path,
                "/api/.." + path,
                "/api/%2e%2e" + path,
                "/crosswork/.." + path,
                "/crosswork/%2e%2e" + path,
                "/" + path,
                path.replaceFirst("/([^/]+)", "/$1;x"),
                path.toUpperCase(java.util.Locale.ROOT),
                path + "/",
                "/%2f" + path.substring(1),
                path.replaceFirst("/([^/]+)/?", "/$1%5c"),
                path + "%00");
    }

    private int status(String address, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String anotherAddress() throws Exception {
        Optional<String> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(address -> address.getHostAddress())
                .findFirst();
        assumeTrue(found.isPresent(), "this machine has no address but its loopback");
        return found.orElseThrow();
    }
}
