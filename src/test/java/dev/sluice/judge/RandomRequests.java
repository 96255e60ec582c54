package dev.sluice.judge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.generate.Generator;
import dev.sluice.generate.JsonText;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.RandomJson;
import dev.sluice.schema.Schema;
import dev.sluice.validation.Coded;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests to contracts: right ones, and ones that are broken in a way or several. */
final class RandomRequests {

    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "1",
            "11",
            "-1",
            "1.5",
            "a",
            "abcd",
            "a,b",
            "1,2",
            "1,2,3",
            "true",
            "null",
            "%20",
            "%",
            "%zz",
            "%C3%A4",
            "%FF",
            "{\"x\":1}",
            "%7B%22x%22%3A1%7D",
            "x=1",
            "..",
            "+",
            "4189d3c2-8882-4871-a3c2-d380272eed88",
            "295dacf46a4842fcbf7844dc2dc2489d");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=latin1",
            "APPLICATION/JSON",
            "application/merge-patch+json",
            "text/plain",
            "text/plain; charset=made-up",
            "application/xml",
            "nonsense",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "image/png",
            "a/b, c/d",
            "");
    private static final List<String> HEADERS = List.of(
            "Accept: */*",
            "Accept: application/json",
            "Accept: text/html",
            "Accept: text/html;q=0, */*;q=0.1",
            "Accept: image/*",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Content-Encoding: identity, br",
            "Expect: nonsense",
            "X-Level: 1",
            "X-Level: 0",
            "X-Level: x",
            "Cookie: session=abcd",
            "Cookie: session=a; b=c",
            "X-Key: k",
            "Authorization: Basic YTpi",
            "Authorization: Bearer x",
            "Content-Type: text/plain",
            "Origin: http://a",
            "Connection: X-Level",
            "Connection: keep-alive, Authorization",
            "Connection: X-Unknown",
            "If-None-Match: \"x\"");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "FIND");

    private final Random random;
    private final RandomJson json;
    private final List<OperationPlan> operations;

    RandomRequests(Random random, List<ContractPlan> contracts) {
        this.random = random;
        this.json = new RandomJson(random);
        this.operations = contracts.stream()
                .flatMap(contract -> contract.operations().stream())
                .toList();
    }

    SentRequest next() {
        OperationPlan operation = one(operations);
        String method = oneIn(25) ? one(METHODS) : operation.method();
        List<String> headers = new ArrayList<>(List.of("X-Key: k", "X-Level: 1"));
        String target = path(operation) + query(operation);
        String body = "";
        if (operation.body() != null ? !oneIn(12) : oneIn(12)) {
            body = body(operation, headers);
        }
        if (!body.isEmpty() && oneIn(8)) {
            body = coded(body, headers);
        }
        while (oneIn(4)) {
            headers.add(one(HEADERS));
        }
        if (oneIn(10)) {
            headers.remove(0);
        }
        return new SentRequest(method, target, headers, body, oneIn(5));
    }

    private String path(OperationPlan operation) {
        String path = operation.path();
        for (ParameterPlan parameter : operation.pathParameters()) {
            path = path.replace("{" + parameter.name() + "}", oneIn(12) ? one(TEXTS) : text(parameter.schema()));
        }
        return switch (random.nextInt(40)) {
            case 0 -> path + "/";
            case 1 -> path.substring(0, random.nextInt(path.length()) + 1);
            case 2 -> "http://localhost" + path;
            case 3 -> path.replace("e", "%65");
            case 4 -> path.replaceFirst("/", "//");
            default -> path;
        };
    }

    private String query(OperationPlan operation) {
        StringBuilder query = new StringBuilder();
        for (ParameterPlan parameter : operation.parameters()) {
            if (parameter.in() == In.QUERY && oneIn(2)) {
                String name = parameter.name() + (oneIn(8) ? "[from]" : "");
                query.append('&').append(name).append('=').append(oneIn(4) ? one(TEXTS) : text(parameter.schema()));
            }
        }
        if (oneIn(10)) {
            query.append('&')
                    .append(one(List.of("key=1", "key=", "unknown=1", "filter[from]=1", "filter[to]=x", "&&", "=")));
        }
        return query.isEmpty() ? oneIn(20) ? "?" : "" : "?" + query.substring(1);
    }

    private String body(OperationPlan operation, List<String> headers) {
        MediaTypePlan content =
                operation.body() == null || operation.body().mediaTypes().isEmpty()
                        ? null
                        : one(operation.body().mediaTypes());
        String type = content == null || oneIn(10)
                ? one(TYPES)
                : content.range().toString().replace("*", "x");
        if (!oneIn(30)) {
            headers.add("Content-Type: " + type);
        }
        String text = content != null && content.schema() != null ? value(content.schema()) : json.value(2);
        if (type.contains("urlencoded") && !oneIn(4)) {
            return one(List.of("a=1", "a=x", "a=1&b=true&b=false", "b=1", "a=1&a=2", "a=%zz", "c=1&a=3"));
        }
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, random.nextInt(text.length()) + 1);
            case 1 -> changed(text);
            case 2 -> json.value(3);
            case 3 -> text.replaceFirst(":[^,}]*", ":" + json.value(1));
            case 4 -> text.replaceFirst("\"[a-z_]+\":", "\"other\":");
            default -> text;
        };
    }

    /** In a coding, whole or not. */
    private String coded(String body, List<String> headers) {
        byte[] plain = body.getBytes(StandardCharsets.ISO_8859_1);
        boolean gzip = oneIn(2);
        byte[] bytes = gzip ? Coded.gzip(plain, random) : Coded.deflate(plain, oneIn(2), random);
        headers.add("Content-Encoding: " + (gzip ? "gzip" : "deflate"));
        String coded = new String(bytes, StandardCharsets.ISO_8859_1);
        return switch (random.nextInt(6)) {
            case 0 -> coded.substring(0, random.nextInt(coded.length()) + 1);
            case 1 -> changed(coded);
            default -> coded;
        };
    }

    private String changed(String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) (random.nextInt(254) + 1) + text.substring(at + 1);
    }

    private String text(Schema schema) {
        String value = value(schema);
        String plain = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        String list = plain.startsWith("[") ? plain.substring(1, plain.length() - 1) : plain;
        return URLEncoder.encode(list, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }

    private String value(Schema schema) {
        try {
            JsonValue value = Generator.of(schema).value(random.nextInt(50));
            return new String(JsonText.string(value).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (UnsatisfiableException e) {
            return "null";
        }
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
