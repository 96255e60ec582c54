package dev.sluice.app.settings;

import dev.sluice.document.UrlPrefix;
import java.time.Duration;
import java.util.List;

/**
 * What may be fetched over the network when contracts are read.
 *
 * @param from the beginnings of URLs; none: nothing is fetched
 * @param timeout for one document; all of a contract may take six times that
 */
public record FetchSettings(List<UrlPrefix> from, Duration timeout) {

    static final Setting<List<UrlPrefix>> FROM = new Setting<>(
            "fetch.from",
            new ListType<>(Addresses.urlPrefix(), "an array of URL beginnings", Rule.none()),
            List.of(),
            "Beginnings of URLs that contracts, and the documents they refer to, may be fetched from, for instance"
                    + " [https://specs.example/shop/]; also after a redirect. Empty: nothing is fetched over the network.");
    static final Setting<Duration> TIMEOUT = new Setting<>(
            "fetch.timeout",
            Scalars.duration(Duration.ofMillis(10), Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "Time for a document to be fetched, with all redirects; all of a contract may take six times that.");

    static final Section SECTION =
            new Section("fetch", "What may be fetched over the network.", List.of(FROM, TIMEOUT));

    static FetchSettings from(Values values) {
        return new FetchSettings(values.get(FROM), values.get(TIMEOUT));
    }
}
