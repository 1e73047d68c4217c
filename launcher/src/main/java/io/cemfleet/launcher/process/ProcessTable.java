package io.cemfleet.launcher.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads this fleet's running processes from the system's process table, not from files of pids that could be stale. */
public final class ProcessTable {
    private final ProcessMark mark;

    public ProcessTable(ProcessMark mark) {
        this.mark = mark;
    }

    public List<OwnProcess> running() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .flatMap(this::own)
                .toList();
    }

    public Optional<OwnProcess> running(String part) {
        return running().stream().filter(process -> process.part().equals(part)).findFirst();
    }

    private Stream<OwnProcess> own(ProcessHandle handle) {
        return mark.partOf(ProcessCommandLine.of(handle)).map(part -> new OwnProcess(part, handle)).stream();
    }
}
