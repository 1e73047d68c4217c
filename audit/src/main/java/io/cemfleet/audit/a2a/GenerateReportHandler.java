package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.GenerateReport;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.report.Reports;
import org.springframework.stereotype.Component;

@Component
class GenerateReportHandler implements TaskHandler<GenerateReport.Request, GenerateReport.Result> {
    private final Reports reports;

    GenerateReportHandler(Reports reports) {
        this.reports = reports;
    }

    @Override
    public TaskType<GenerateReport.Request, GenerateReport.Result> type() {
        return GenerateReport.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<GenerateReport.Result> handle(TaskContext context, GenerateReport.Request request) {
        return Reports.Period.parse(request.period())
                .flatMap(period -> reports.make(request.kind(), period))
                .map(report -> TaskReply.completed(new GenerateReport.Result(report)))
                .orElseGet(() -> TaskReply.failed(
                        "unknown_report", "kinds are " + Reports.KINDS + ", a period is a month like 2026-01", false));
    }
}
