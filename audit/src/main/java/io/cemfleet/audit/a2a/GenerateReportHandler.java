package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.GenerateReport;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.report.AuditReport;
import io.cemfleet.audit.report.ReportGenerator;
import io.cemfleet.audit.report.ReportPeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class GenerateReportHandler implements TaskHandler<GenerateReport.Request, GenerateReport.Result> {
    private static final List<String> FORMATS = List.of("json", "csv");

    private final ReportGenerator reports;

    GenerateReportHandler(ReportGenerator reports) {
        this.reports = reports;
    }

    @Override
    public TaskType<GenerateReport.Request, GenerateReport.Result> type() {
        return GenerateReport.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<GenerateReport.Result> handle(TaskContext context, GenerateReport.Request request) {
        String format = request.format() == null ? "json" : request.format();
        Optional<AuditReport> report =
                ReportPeriod.parse(request.period()).flatMap(period -> reports.make(request.kind(), period));
        if (report.isEmpty() || !FORMATS.contains(format)) {
            return TaskReply.failed(
                    "unknown_report",
                    "kinds are " + ReportGenerator.KINDS + ", formats " + FORMATS + ", a period is "
                            + ReportPeriod.FORM,
                    false);
        }
        return TaskReply.completed(new GenerateReport.Result(
                format.equals("csv")
                        ? Map.of(
                                "kind",
                                request.kind(),
                                "format",
                                "csv",
                                "csv",
                                report.get().csv())
                        : report.get().json()));
    }
}
