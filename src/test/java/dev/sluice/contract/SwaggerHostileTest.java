package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Fault;
import dev.sluice.document.Pointers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Swagger 2.0 documents with parts that are missing, of the wrong kind or in the wrong place. */
class SwaggerHostileTest {

    private static final long SEED = 20_140_908;
    private static final int ROUNDS = 3_000;

    /** What authors of Swagger 2.0 have not written. */
    private static final Pattern FOREIGN = Pattern.compile(
            "request body without content|in: cookie|or cookie|a server|the url|a style|OpenAPI leaves");

    private static final List<Object> VALUES = List.of(
            "",
            "x",
            "array",
            "file",
            "object",
            "body",
            "formData",
            "path",
            "multi",
            "tsv",
            "*/*",
            "application/json;",
            "#/definitions/Order",
            "#/parameters/Order",
            "#/responses/Failure",
            "#",
            "#/nowhere",
            "other.yaml#/a",
            "{",
            "/{a}/{a}",
            "\u0000",
            0,
            -1,
            1e300,
            true,
            false,
            List.of(),
            Map.of(),
            List.of(7),
            List.of(List.of()),
            Map.of("$ref", "#/definitions/Gift"),
            Map.of("$ref", 5),
            Map.of("$ref", "#/paths"),
            Map.of("type", "array", "items", Map.of("type", "array", "collectionFormat", "multi")),
            Map.of("name", "b", "in", "body", "schema", Map.of("$ref", "#/definitions/Order")),
            Map.of("name", "f", "in", "formData", "type", "file"));

    private static final List<String> NAMES = List.of(
            "in",
            "name",
            "type",
            "items",
            "collectionFormat",
            "schema",
            "parameters",
            "consumes",
            "produces",
            "responses",
            "headers",
            "examples",
            "discriminator",
            "required",
            "x-nullable",
            "x-example",
            "$ref",
            "basePath",
            "host",
            "schemes",
            "allOf",
            "x-sluice-error",
            "content",
            "components",
            "requestBody",
            "servers",
            "flow",
            "200",
            "default");

    @Test
    void everyMutantIsCompiledOrRefusedWithPlaces() throws IOException {
        System.out.println("SwaggerHostileTest: seed " + SEED);
        String original = original();
        Random random = new Random(SEED);
        int refused = 0;
        int compiled = 0;
        for (int i = 0; i < ROUNDS; i++) {
            JsonObject mutant = new JsonObject(original);
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                mutate(mutant, random);
            }
            String text = mutant.encode();
            try {
                Reading reading = i % 2 == 0 ? Reading.CHECK : Reading.MOCK;
                Contracts.parse("a.json", text, reading).warnings().forEach(warning -> check(warning, text));
                compiled++;
            } catch (DocumentException e) {
                assertThat(e.faults()).as("seed %d, %s", SEED, text).isNotEmpty();
                e.faults().forEach(fault -> check(fault, text));
                e.warnings().forEach(warning -> check(warning, text));
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", round " + i + ": " + text, e);
            }
        }

        assertThat(refused).as("seed %d", SEED).isGreaterThan(500);
        assertThat(compiled).as("seed %d", SEED).isGreaterThan(500);
    }

    /** What is told of a value has that value's place, or that of a name in it. */
    private static void check(Fault fault, String text) {
        assertThat(fault.place().file()).isEqualTo("a.json");
        assertThat(fault.place().line()).isEqualTo(1);
        assertThat(fault.place().column()).isBetween(1, text.length());
        assertThat(FOREIGN.matcher(fault.message()).find()).as(fault.toString()).isFalse();
        try {
            assertThat(Pointers.find(DocumentReader.read("a.json", text), fault.pointer()))
                    .as("%s of %s", fault, text)
                    .isNotNull();
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static void mutate(JsonObject root, Random random) {
        List<Object> containers = new ArrayList<>();
        collect(root, containers);
        Object at = containers.get(random.nextInt(containers.size()));
        Object value = value(root, containers, random);
        if (at instanceof JsonArray array) {
            if (array.isEmpty() || random.nextInt(3) == 0) {
                array.add(value);
            } else if (random.nextBoolean()) {
                array.set(random.nextInt(array.size()), value);
            } else {
                array.remove(random.nextInt(array.size()));
            }
            return;
        }
        JsonObject object = (JsonObject) at;
        List<String> names = new ArrayList<>(object.fieldNames());
        String name = names.isEmpty() || random.nextInt(3) == 0
                ? NAMES.get(random.nextInt(NAMES.size()))
                : names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
            object.remove(name);
        } else {
            object.put(name, value);
        }
    }

    /** A value that is made up, or one from elsewhere. */
    private static Object value(JsonObject root, List<Object> containers, Random random) {
        if (random.nextInt(4) > 0) {
            Object made = VALUES.get(random.nextInt(VALUES.size()));
            return made instanceof Map<?, ?> || made instanceof List<?>
                    ? new JsonArray(List.of(made)).copy().getValue(0)
                    : made;
        }
        Object other = containers.get(random.nextInt(containers.size()));
        if (other == root) {
            return "root";
        }
        return other instanceof JsonObject object ? object.copy() : ((JsonArray) other).copy();
    }

    private static void collect(Object at, List<Object> containers) {
        if (at instanceof JsonObject object) {
            containers.add(object);
            object.fieldNames().forEach(name -> collect(object.getValue(name), containers));
        } else if (at instanceof JsonArray array) {
            containers.add(array);
            for (int i = 0; i < array.size(); i++) {
                collect(array.getValue(i), containers);
            }
        }
    }

    private static String original() throws IOException {
        try (InputStream file = SwaggerHostileTest.class.getResourceAsStream("/swagger/shop.yaml")) {
            String yaml = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Bundles.json(yaml.getBytes(StandardCharsets.UTF_8), 1 << 20);
        }
    }
}
