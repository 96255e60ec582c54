package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract of the control side, {@code openapi/control.yaml}. */
final class ControlContract {

    static final String FILE = "openapi/control.yaml";

    private static final String RESOURCE = "/" + FILE;

    private ControlContract() {}

    /**
     * Reads the one in the jar: Vert.x by itself would prefer a file of that name in the working directory. Without the
     * answers that are problems, since it refuses contracts that declare their media type; it routes and checks requests.
     */
    static Future<OpenAPIContract> load(Vertx vertx) {
        JsonObject contract = new JsonObject(read());
        contract.getJsonObject("components").remove("responses");
        JsonObject paths = contract.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(member -> !member.equals("parameters"))
                    .forEach(method -> item.getJsonObject(method)
                            .getJsonObject("responses")
                            .fieldNames()
                            .removeIf(status -> !status.startsWith("2")));
        }
        return OpenAPIContract.from(vertx, contract);
    }

    private static Map<String, Object> read() {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<?, ?> document = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromInputStream(new ByteArrayInputStream(bytes()));
        document.forEach((name, value) -> members.put(name.toString(), value));
        return members;
    }

    /** As it is written. */
    static byte[] bytes() {
        try (InputStream text = ControlContract.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path");
            }
            return text.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
