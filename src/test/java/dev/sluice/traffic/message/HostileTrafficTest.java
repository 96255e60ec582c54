package dev.sluice.traffic.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.contract.Contracts;
import dev.sluice.judge.MessageJudge;
import dev.sluice.support.Seed;
import dev.sluice.validation.UnknownParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of messages that are spoilt in many ways: each is read to its end or refused in words, what is wrong is told with its
 * place and never repeated, and what is spoilt in one message harms no other. Seeded; the seed is printed.
 */
class HostileTrafficTest {

    private static final int ROUNDS = Integer.getInteger("sluice.traffic.rounds", 60);
    private static final int MESSAGES = 5;
    private static final String SECRET = "s3cr3t";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: shop, version: '1'}
            paths:
              /things:
                post:
                  requestBody: {content: {application/json: {schema: {type: object}}}}
                  responses: {'200': {description: it, content: {application/json: {schema: {type: object}}}}}
            """;

    private static final String ENTRY = """
            {"startedDateTime":"2026-11-23T10:00:00Z","time":1.5,"_resourceType":"xhr","cache":{},
             "request":{"method":"POST","url":"https://h/things?s3cr3t=s3cr3t","headers":[{"name":"Content-Type",
              "value":"application/json"}],"bodySize":2,"postData":{"mimeType":"application/json","text":"{\\"s3cr3t\\":1}",
              "params":[{"name":"s3cr3t","value":"s3cr3t"}]}},
             "response":{"status":200,"headers":[{"name":"content-type","value":"application/json"}],
              "content":{"size":2,"mimeType":"application/json","text":"e30=","encoding":"base64"}}}""";

    private static final String LINE = """
            {"time":"2026-11-23T10:00:00Z","millis":1.5,"contract":"s3cr3t","operation":"s3cr3t","refused":"s3cr3t",
             "request":{"method":"POST","url":"/things?s3cr3t","headers":{"content-type":"application/json","x":["s3cr3t"]},
              "body":"{\\"s3cr3t\\":1}","bodyTruncated":13},
             "response":{"status":200,"headers":{"content-type":"application/json"},"bodyBase64":"e30="},
             "redacted":["/request/query/s3cr3t"]}""";

    /** How a file is written. */
    enum Form {
        HAR(true, "\n"),
        HAR_ON_ONE_LINE(true, ""),
        NDJSON(false, "\n"),
        NDJSON_OF_WINDOWS(false, "\r\n");

        final boolean har;
        final String end;

        Form(boolean har, String end) {
            this.har = har;
            this.end = end;
        }

        String of(List<String> messages) {
            return har
                    ? "{\"log\":{" + end + "\"version\":\"1.2\",\"entries\":[" + String.join("," + end, messages) + end
                            + "]}}"
                    : String.join(end, messages) + end;
        }
    }

    /** What is done to a file, or to one of its messages. */
    enum Spoil {
        RETYPED(true),
        REMOVED(true),
        EMPTIED(true),
        HUGE_NUMBER(true),
        DEEP(false),
        CUT(false),
        FLIPPED(false),
        NULS(false),
        JOINED(false),
        MARKED(false),
        WIDE(false),
        ZIPPED_AND_CUT(false);

        /** Whether the other messages have to be read all the same. */
        final boolean harmsOne;

        Spoil(boolean harmsOne) {
            this.harmsOne = harmsOne;
        }
    }

    private final MessageJudge judge = judge();

    static Stream<Arguments> matrix() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Arrays.stream(Spoil.values()).map(spoil -> Arguments.of(form, spoil)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void isReadToItsEndOrRefusedInWords(Form form, Spoil spoil) throws IOException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] file = spoilt(form, spoil, random);
            List<TrafficEntry> entries = new ArrayList<>();
            String refusal = read(file, entries);

            assertThat(entries).as("%s %s, seed %d", form, spoil, seed).hasSizeLessThan(20 * MESSAGES);
            assertThat(String.valueOf(refusal)).doesNotContain(SECRET);
            if (spoil.harmsOne) {
                assertThat(refusal).isNull();
                assertThat(entries)
                        .as("%s %s, seed %d: %s", form, spoil, seed, new String(file, StandardCharsets.UTF_8))
                        .hasSize(MESSAGES)
                        .filteredOn(TrafficEntry.Message.class::isInstance)
                        .hasSizeGreaterThanOrEqualTo(MESSAGES - 1);
            }
            told(entries, seed);
        }
    }

    private void told(List<TrafficEntry> entries, long seed) {
        long line = 1;
        for (TrafficEntry entry : entries) {
            assertThat(entry.line()).as("seed %d", seed).isGreaterThanOrEqualTo(line);
            line = entry.line();
            if (entry instanceof TrafficEntry.Malformed malformed) {
                assertThat(malformed.problem())
                        .as("seed %d", seed)
                        .startsWith("expected ")
                        .doesNotContain(SECRET);
                assertThat(malformed.column()).as("seed %d", seed).isPositive();
            } else if (entry instanceof TrafficEntry.Message message) {
                assertThat(judge.judge(message.exchange())).isNotNull();
            }
        }
    }

    /** @return why it was not read to its end; null where it was */
    private static @Nullable String read(byte[] file, List<TrafficEntry> entries) {
        try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(file))) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static byte[] spoilt(Form form, Spoil spoil, Random random) throws IOException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(form.har && !form.end.isEmpty() ? ENTRY : (form.har ? ENTRY : LINE).replace("\n", ""));
        }
        int one = random.nextInt(MESSAGES);
        messages.set(one, message(messages.get(one), spoil, random));
        String text = form.of(messages);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        switch (spoil) {
            case CUT -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case FLIPPED -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case NULS -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
            case JOINED -> bytes = (text.strip() + text).getBytes(StandardCharsets.UTF_8);
            case MARKED -> bytes = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case WIDE ->
                bytes = text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
            case ZIPPED_AND_CUT -> {
                byte[] zipped = zipped(bytes);
                bytes = Arrays.copyOf(zipped, 2 + random.nextInt(zipped.length - 2));
            }
            default -> {
                // one message is spoilt
            }
        }
        return bytes;
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String message(String message, Spoil spoil, Random random) throws IOException {
        JsonNode root = MAPPER.readTree(message);
        List<JsonNode> places = new ArrayList<>();
        collect(root, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (spoil) {
            case RETYPED -> {
                List<JsonNode> others = List.of(
                        nodes.nullNode(),
                        nodes.booleanNode(true),
                        nodes.numberNode(-7),
                        nodes.textNode(SECRET),
                        nodes.arrayNode().add(1).add(nodes.objectNode()),
                        nodes.objectNode().put(SECRET, 1));
                replace(place, others.get(random.nextInt(others.size())), random);
            }
            case REMOVED -> replace(place, null, random);
            case EMPTIED -> replace(place, random.nextBoolean() ? nodes.textNode("") : nodes.objectNode(), random);
            case HUGE_NUMBER -> {
                replace(place, nodes.textNode("NUMBER"), random);
                String number = random.nextBoolean() ? "9".repeat(400) : "-1e9999";
                return root.toString().replace("\"NUMBER\"", number);
            }
            case DEEP -> {
                replace(place, nodes.textNode("DEEP"), random);
                return root.toString().replace("\"DEEP\"", "[".repeat(3_000) + "]".repeat(3_000));
            }
            default -> {
                return message;
            }
        }
        return root.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode() && !node.isEmpty()) {
            places.add(node);
        }
        node.forEach(child -> collect(child, places));
    }

    private static void replace(JsonNode in, @Nullable JsonNode by, Random random) {
        if (in instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            if (by == null) {
                array.remove(index);
            } else {
                array.set(index, by);
            }
        } else if (in instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (by == null) {
                object.remove(name);
            } else {
                object.set(name, by);
            }
        }
    }

    private static MessageJudge judge() {
        try {
            return new MessageJudge(List.of(Contracts.parse("shop.yaml", CONTRACT)), UnknownParameters.ALLOW);
        } catch (dev.sluice.document.DocumentException e) {
            throw new AssertionError(e);
        }
    }
}
