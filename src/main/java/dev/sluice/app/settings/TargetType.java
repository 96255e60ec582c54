package dev.sluice.app.settings;

import dev.sluice.document.Node;
import dev.sluice.proxy.upstream.TargetSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of an upstream: its URL, or {@code {url: http://10.0.0.1:8080, weight: 3}}. */
final class TargetType implements ValueType<TargetSettings> {

    /** Stands where some target must. */
    static final TargetSettings ANY = new TargetSettings(URI.create("http://localhost"), 1);

    private static final ScalarType<URI> URL = Addresses.targetUrl();
    private static final Setting<URI> URL_MEMBER =
            new Setting<>("url", URL, ANY.url(), "http or https, host and port.");
    private static final Setting<Integer> WEIGHT = new Setting<>(
            "weight", Scalars.wholeNumber(1, 1_000), 1, "Its share of the requests, relative to the other ones.");
    private static final ObjectType<TargetSettings> OBJECT = new ObjectType<>(
            "a URL or an object with url and weight",
            List.of(new Member<>(URL_MEMBER, TargetSettings::url), new Member<>(WEIGHT, TargetSettings::weight)),
            List.of("url"),
            values -> new TargetSettings(values.get(URL_MEMBER), values.get(WEIGHT)));

    @Override
    public Optional<TargetSettings> read(String key, Node node, Reading reading) {
        return node instanceof Node.Scalar
                ? URL.read(key, node, reading).map(url -> new TargetSettings(url, 1))
                : OBJECT.read(key, node, reading);
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(URL.schema(), OBJECT.schema()));
    }

    @Override
    public String print(TargetSettings value) {
        return value.weight() == 1 ? URL.print(value.url()) : OBJECT.print(value);
    }

    @Override
    public boolean accepts(TargetSettings value) {
        return OBJECT.accepts(value);
    }
}
