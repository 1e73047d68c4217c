package io.cemfleet.audit.report;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final ReportGenerator reports;

    ReportController(ReportGenerator reports) {
        this.reports = reports;
    }

    @GetMapping("/api/reports/{kind}")
    ResponseEntity<Object> report(
            @PathVariable("kind") String kind,
            @RequestParam(name = "period", defaultValue = "") String period,
            @RequestParam(name = "format", defaultValue = "json") String format) {
        ReportPeriod parsed =
                ReportPeriod.parse(period).orElseThrow(() -> wrong("period", "must be " + ReportPeriod.FORM));
        AuditReport report = reports.make(kind, parsed)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "no report is called " + kind + "; there are " + ReportGenerator.KINDS));
        return switch (format) {
            case "json" -> ResponseEntity.ok(report.json());
            case "csv" ->
                ResponseEntity.ok()
                        .contentType(CSV)
                        .header("Content-Disposition", "attachment; filename=\"" + report.kind() + ".csv\"")
                        .body(report.csv());
            default -> throw wrong("format", "must be json or csv");
        };
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.unprocessable(
                "the report cannot be made as asked", List.of(new FieldProblem(field, message)));
    }
}
