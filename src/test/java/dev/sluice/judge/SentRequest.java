package dev.sluice.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request, as it goes over the wire and as it is recorded.
 *
 * @param headers whole lines, without Host and without what frames the body
 * @param body text of Latin-1; empty for none
 */
record SentRequest(String method, String target, List<String> headers, String body, boolean chunked) {

    /** On a connection of its own. */
    String wire(String id) {
        StringBuilder text =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        text.append("Host: localhost\r\nX-Request-Id: ").append(id).append("\r\nConnection: close\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        if (body.isEmpty()) {
            return text.append("\r\n").toString();
        }
        return chunked
                ? text.append("Transfer-Encoding: chunked\r\n\r\n")
                        .append(Integer.toHexString(body.length()))
                        .append("\r\n")
                        .append(body)
                        .append("\r\n0\r\n\r\n")
                        .toString()
                : text.append("Content-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body)
                        .toString();
    }

    /** As a recorder would write it. */
    String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("request");
            json.writeStringField("method", method);
            json.writeStringField("url", target);
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, List<String>> header : byName().entrySet()) {
                json.writeArrayFieldStart(header.getKey());
                for (String value : header.getValue()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            if (!body.isEmpty() && body.chars().allMatch(c -> c < 0x80)) {
                json.writeStringField("body", body);
            } else if (!body.isEmpty()) {
                json.writeBinaryField("bodyBase64", body.getBytes(StandardCharsets.ISO_8859_1));
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private Map<String, List<String>> byName() {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String line : headers) {
            int colon = line.indexOf(':');
            byName.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new java.util.ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return byName;
    }
}
