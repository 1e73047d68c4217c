package io.cemfleet.a2a.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What a running application routes to handlers, as it says itself. */
public final class MappedRoutes {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?\\w+(?::([^{}]*(?:\\{[^{}]*}[^{}]*)*))?}");
    private static final String CHILD = "childManagementContextInitializer";

    private MappedRoutes() {}

    /** @param pattern as mapped, with variables */
    public record Route(String method, String pattern) implements Comparable<Route> {

        /** A path that the pattern matches. */
        public String path() {
            return VARIABLE.matcher(pattern)
                    .replaceAll(found -> Matcher.quoteReplacement(sample(found.group(1))))
                    .replace("/**", "/x");
        }

        private static String sample(String regex) {
            return regex != null && regex.matches("[a-z]+(\\|[a-z]+)+") ? regex.substring(0, regex.indexOf('|')) : "7";
        }

        public boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + ' ' + pattern;
        }
    }

    /** All of a context; a mapping that names no method counts for each. */
    public static Set<Route> of(ApplicationContext context) {
        Set<Route> routes = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping : mappings(context)) {
            mapping.getHandlerMethods().keySet().forEach(info -> routes(info).forEach(routes::add));
        }
        return routes;
    }

    /** The context of the management port. */
    public static ApplicationContext management(ApplicationContext context) {
        Object initializer = context.getBean(context.containsBean(CHILD) ? CHILD : onlyOf(context));
        return (ApplicationContext)
                Objects.requireNonNull(ReflectionTestUtils.getField(initializer, "managementContext"));
    }

    static List<RequestMappingInfoHandlerMapping> mappings(ApplicationContext context) {
        Map<String, RequestMappingInfoHandlerMapping> beans =
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class);
        return List.copyOf(beans.values());
    }

    private static String onlyOf(ApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).contains("childmanagementcontextinitializer"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("management has no port of its own"));
    }

    private static Stream<Route> routes(RequestMappingInfo info) {
        Set<RequestMethod> named = info.getMethodsCondition().getMethods();
        Set<RequestMethod> methods = named.isEmpty()
                ? Set.of(RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE)
                : named;
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.stream().map(method -> new Route(method.name(), pattern)));
    }
}
