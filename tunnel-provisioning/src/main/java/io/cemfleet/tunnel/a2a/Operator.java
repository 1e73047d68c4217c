package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.server.ApiAccessFilter;
import io.cemfleet.tunnel.control.ControlDesk.Act;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The person behind a request. */
final class Operator {

    private Operator() {}

    /**
     * Who acts: the person who logged in; for a caller without one, whom it names.
     *
     * @throws ProblemException 403 for a viewer, 422 when nobody is named
     */
    static Act act(HttpServletRequest http, @Nullable String named, String reason) {
        if ("viewer".equals(http.getAttribute(ApiAccessFilter.ROLE))) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "a viewer may not change the controls");
        }
        if (http.getAttribute(ApiAccessFilter.PERSON) instanceof String person) {
            return new Act(person, reason);
        }
        if (named == null || named.isBlank()) {
            throw ProblemException.unprocessable(
                    "nobody is named", List.of(new FieldProblem("actor", "a person is needed")));
        }
        return new Act(named, reason);
    }
}
