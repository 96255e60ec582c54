package dev.sluice.traffic.record;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.Framing;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Message;
import dev.sluice.traffic.Redaction;
import dev.sluice.traffic.record.RecordSettings.Bodies;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an exchange as a line of JSON, without its secrets. Confined to one thread. */
final class RecordLine {

    private static final byte[] NOTHING = {};

    private final int maxBody;
    private final Bodies bodies;
    private final Secrets.OfContracts secrets;

    RecordLine(RecordSettings settings) {
        this.maxBody = settings.maxBody();
        this.bodies = settings.bodies();
        this.secrets = new Secrets.OfContracts(settings.secrets());
    }

    void append(LineText line, Passage passage) {
        Secrets names = secrets.find(passage.contract());
        OperationPlan operation = passage.operation();
        List<String> redacted = new ArrayList<>();
        long begun = passage.ended() - passage.nanos() / 1_000_000;
        line.raw("{\"time\":\"").raw(time(begun)).raw("\",\"millis\":").raw(millis(passage.nanos()));
        if (passage.contract() != null) {
            line.raw(",\"contract\":").text(passage.contract().file());
        }
        if (operation != null) {
            line.raw(",\"operation\":").text(operation.method() + " " + operation.path());
        }
        if (passage.refused() != null && passage.status() != 0) {
            line.raw(",\"refused\":").text(passage.refused());
        }
        request(line, passage, names, redacted);
        if (passage.status() != 0) {
            response(line, passage, names, redacted);
        }
        if (!redacted.isEmpty()) {
            line.raw(",\"redacted\":[");
            for (int i = 0; i < redacted.size(); i++) {
                line.raw(i == 0 ? "" : ",").text(redacted.get(i));
            }
            line.raw(']');
        }
        line.raw("}\n");
    }

    /** With three digits behind the second, whatever they are. */
    private static String time(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.indexOf('.') > 0 ? text : text.substring(0, text.length() - 1) + ".000Z";
    }

    /** In thousandths. */
    private static String millis(long nanos) {
        long micros = Math.max(0, nanos / 1_000);
        String part = Long.toString(1_000 + micros % 1_000);
        return micros / 1_000 + "." + part.substring(1);
    }

    private void request(LineText line, Passage passage, Secrets names, List<String> redacted) {
        Message message = passage.message();
        OperationPlan operation = passage.operation();
        String path =
                RedactedPairs.ofPath(message.path(), operation == null ? null : operation.path(), names, redacted);
        String query = message.query();
        String url = query == null ? path : path + "?" + RedactedPairs.of(query, names, "/request/query", redacted);
        line.raw(",\"request\":{\"method\":")
                .text(message.method())
                .raw(",\"url\":")
                .text(url);
        headers(line, message.headers(), names, "/request/headers/", redacted);
        body(line, message.headers(), passage.requestBody(), passage.requestLength(), names, "/request/body", redacted);
        line.raw('}');
    }

    private void response(LineText line, Passage passage, Secrets names, List<String> redacted) {
        line.raw(",\"response\":{\"status\":").raw(Integer.toString(passage.status()));
        headers(line, passage.headers(), names, "/response/headers/", redacted);
        body(line, passage.headers(), passage.body(), passage.length(), names, "/response/body", redacted);
        line.raw('}');
    }

    private static void headers(LineText line, MultiMap headers, Secrets secrets, String root, List<String> redacted) {
        line.raw(",\"headers\":{");
        boolean first = true;
        for (String name : headers.names()) {
            List<String> values = headers.getAll(name);
            if (values.isEmpty()) {
                continue;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            line.raw(first ? "" : ",").text(lower).raw(values.size() > 1 ? ":[" : ":");
            first = false;
            boolean secret = secrets.has(lower) || values.stream().anyMatch(Redaction::isCredential);
            if (secret) {
                redacted.add(root + RedactedPairs.pointer(lower));
            }
            for (int i = 0; i < values.size(); i++) {
                line.raw(i == 0 ? "" : ",")
                        .text(secret ? Redaction.REDACTED : header(lower, values.get(i), secrets, root, redacted));
            }
            line.raw(values.size() > 1 ? "]" : "");
        }
        line.raw('}');
    }

    /** Some have URLs, and these have queries. */
    private static String header(String name, String value, Secrets secrets, String root, List<String> redacted) {
        int mark = name.equals("location") || name.equals("content-location") || name.equals("referer")
                ? value.indexOf('?')
                : -1;
        if (mark < 0) {
            return value;
        }
        List<String> found = new ArrayList<>();
        String query = RedactedPairs.of(value.substring(mark + 1), secrets, "", found);
        if (found.isEmpty()) {
            return value;
        }
        redacted.add(root + name);
        return value.substring(0, mark + 1) + query;
    }

    private void body(
            LineText line,
            MultiMap headers,
            @Nullable Buffer held,
            long length,
            Secrets names,
            String root,
            List<String> redacted) {
        if (length == 0) {
            return;
        }
        int most = held == null || bodies == Bodies.NONE ? 0 : Math.min(maxBody, held.length());
        boolean whole = most == length;
        byte[] bytes = most == 0 ? NOTHING : held == null ? NOTHING : held.getBytes(0, most);
        byte[] text = readable(headers, bytes, whole, names, root, redacted);
        if (text == null) {
            whole = whole && bodies == Bodies.ALL;
            text = bodies == Bodies.ALL ? bytes : NOTHING;
        }
        content(line, text);
        if (!whole) {
            // more than are here, also where nobody knows how many there were
            line.raw(",\"bodyTruncated\":").raw(Long.toString(Math.max(length, text.length + 1L)));
        }
    }

    /** A body without its secrets; null where nobody knows how to find them. */
    private static byte @Nullable [] readable(
            MultiMap headers, byte[] bytes, boolean whole, Secrets names, String root, List<String> redacted) {
        String contentType = headers.get(HttpHeaders.CONTENT_TYPE);
        String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return null;
        }
        BodyFormat format = contentType == null ? BodyFormat.OCTETS : BodyFormat.of(contentType);
        boolean json = format == BodyFormat.JSON
                || (contentType == null && bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '['));
        if (json) {
            return RedactedJson.of(bytes, whole, names, root, redacted);
        }
        Framing framing = contentType == null ? null : Framing.of(contentType);
        if (framing == Framing.LINES || framing == Framing.RECORDS) {
            return RedactedItems.of(bytes, framing, whole, names, root, redacted);
        }
        if (format != BodyFormat.FORM) {
            return null;
        }
        String pairs = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!whole) {
            // the last value may be cut, and nobody knows of which name
            pairs = pairs.substring(0, Math.max(0, pairs.lastIndexOf('&')));
        }
        return RedactedPairs.of(pairs, names, root, redacted).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void content(LineText line, byte[] bytes) {
        try {
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            line.raw(",\"body\":").text(text);
        } catch (CharacterCodingException binary) {
            line.raw(",\"bodyBase64\":\"")
                    .raw(Base64.getEncoder().encodeToString(bytes))
                    .raw('"');
        }
    }
}
