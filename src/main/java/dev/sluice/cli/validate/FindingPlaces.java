package dev.sluice.cli.validate;

import dev.sluice.cli.report.Excerpt;
import dev.sluice.cli.report.Excerpts;
import dev.sluice.document.Place;
import dev.sluice.document.TextEncoding;
import dev.sluice.judge.ContractLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where that which findings break is written down, and what is written there. */
final class FindingPlaces {

    private final Map<FindingKey, Place> places = new HashMap<>();
    private final Map<Place, Excerpt> excerpts = new HashMap<>();

    static FindingPlaces of(List<CheckedContract> contracts, Collection<FindingKey> keys) {
        FindingPlaces found = new FindingPlaces();
        for (CheckedContract contract : contracts) {
            ContractLines lines = contract.lines();
            Map<String, List<Place>> byFile = new HashMap<>();
            for (FindingKey key : keys) {
                boolean own = key.contract().equals(contract.plan().file());
                Place place = own ? lines.of(key.schemaPointer()) : null;
                if (place != null) {
                    found.places.put(key, place);
                    byFile.computeIfAbsent(place.file(), file -> new ArrayList<>())
                            .add(place);
                }
            }
            byFile.forEach((file, wanted) -> found.read(lines.text(file), wanted));
        }
        return found;
    }

    private void read(byte @Nullable [] bytes, List<Place> wanted) {
        if (bytes == null) {
            return;
        }
        try (Reader text = TextEncoding.reader(new ByteArrayInputStream(bytes))) {
            excerpts.putAll(Excerpts.read(text, wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    Place place(FindingKey key) {
        return places.get(key);
    }

    @Nullable
    Excerpt excerpt(FindingKey key) {
        Place place = places.get(key);
        return place == null ? null : excerpts.get(place);
    }
}
