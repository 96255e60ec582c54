package dev.sluice.app;

import dev.sluice.document.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of contracts that were read again. */
final class LoggedReloads implements ReloadListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedReloads.class);

    @Override
    public void replaced(String file, int operations, List<Fault> warnings, Duration took) {
        LOG.info("{}: loaded again in {} ms, {} operations", file, took.toMillis(), operations);
        warnings.forEach(warning -> LOG.warn("{}", warning));
    }

    @Override
    public void kept(ReloadFailure failure) {
        String faults = failure.faults().stream().map(Object::toString).collect(Collectors.joining("; "));
        LOG.warn("{}: the contract of before is kept: {}", failure.file(), faults, failure.bug());
    }
}
