package io.cemfleet.audit.report;

import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {
    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/api/reports/{kind}")
    Map<String, Object> report(
            @PathVariable("kind") String kind,
            @RequestParam(name = "period", required = false) @Nullable String period) {
        Reports.Period parsed = Reports.Period.parse(period)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "the period is not a month", List.of(new FieldProblem("period", "must be like 2026-01"))));
        return reports.make(kind, parsed)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "no report is called " + kind + "; there are " + Reports.KINDS));
    }
}
