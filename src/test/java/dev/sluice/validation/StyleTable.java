package dev.sluice.validation;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of {@code parameters/styles.txt}, and a contract with an operation for each. */
final class StyleTable {

    private static final String RGB = "\"properties\":{\"R\":{\"type\":\"integer\"},\"G\":{\"type\":\"integer\"},"
            + "\"B\":{\"type\":\"integer\"}}";
    private static final String LISTS =
            "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},\"flag\":{\"type\":\"boolean\"}";

    /** Names that must be encoded. */
    private static final String NAMES =
            "\"properties\":{\"R\":{\"type\":\"string\"},\"g h\":{\"type\":\"string\"},\"ü,=;&\":{\"type\":\"string\"}}";

    private static final Map<String, String> SCHEMAS = Map.of(
            "string", "{\"type\":\"string\"}",
            "integer", "{\"type\":\"integer\"}",
            "strings", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
            "integers", "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
            "rgb", "{\"type\":\"object\"," + RGB + "}",
            "named", "{\"type\":\"object\"," + NAMES + "}",
            "closed", "{\"type\":\"object\"," + RGB + ",\"additionalProperties\":false}",
            "map", "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}",
            "deep",
                    "{\"type\":\"object\",\"properties\":{" + LISTS + ",\"inner\":{\"type\":\"object\",\"properties\":{"
                            + LISTS + "}}}}");

    private StyleTable() {}

    record Row(int number, String in, String style, boolean explode, String type, String wire, String expected) {

        String path() {
            return "/row" + number + (in.equals("path") ? "/{color}" : "");
        }

        String requestPath() {
            return "/row" + number + (in.equals("path") ? "/" + wire : "");
        }

        Row with(String otherWire, String otherExpected) {
            return new Row(number, in, style, explode, type, otherWire, otherExpected);
        }

        /** What a client asks for. */
        String target() {
            return requestPath() + (in.equals("query") ? "?" + wire : "");
        }

        List<String> lines() {
            return List.of(wire.split(" // ", -1));
        }

        String headerName() {
            return in.equals("cookie") ? "Cookie" : "color";
        }

        private String item() {
            return "\"" + path() + "\":{\"get\":{\"responses\":{\"200\":{\"description\":\"ok\"}},\"parameters\":[{"
                    + "\"name\":\"color\",\"in\":\"" + in + "\",\"style\":\"" + style + "\",\"explode\":" + explode
                    + ",\"required\":" + in.equals("path") + ",\"schema\":" + SCHEMAS.get(type) + "}]}}";
        }

        @Override
        public String toString() {
            return in + " " + style + (explode ? "* " : " ") + type + " " + wire;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                // the wire may hold the bar: it stands between the fourth and the last
                String[] cells = line.split(" +\\| +", 5);
                int last = cells[4].lastIndexOf(" | ");
                rows.add(new Row(
                        rows.size(),
                        cells[0].strip(),
                        cells[1],
                        Boolean.parseBoolean(cells[2].strip()),
                        cells[3].strip(),
                        cells[4].substring(0, last).strip(),
                        cells[4].substring(last + 3).strip()));
            }
        }
        return rows;
    }

    static ContractPlan contract(List<Row> rows) {
        List<String> items = rows.stream().map(Row::item).toList();
        String text = "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"styles\",\"version\":\"1\"},\"components\":"
                + "{\"securitySchemes\":{\"key\":{\"type\":\"apiKey\",\"in\":\"query\",\"name\":\"key\"}}},\"paths\":{"
                + String.join(",", items) + "}}";
        try {
            return Contracts.parse("styles.json", text);
        } catch (DocumentException e) {
            throw new IllegalStateException(e.faults().toString(), e);
        }
    }

    private static String text() {
        try (InputStream stream = StyleTable.class.getResourceAsStream("/parameters/styles.txt")) {
            if (stream == null) {
                throw new IllegalStateException("parameters/styles.txt is not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
