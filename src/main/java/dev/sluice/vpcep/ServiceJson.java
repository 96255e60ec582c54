package dev.sluice.vpcep;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes endpoint services as the API shows them. The members stand in the order of the document's sample; those without
 * a value are left out.
 */
final class ServiceJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_SIZE = 768;

    private ServiceJson() {}

    static Buffer one(Row row) {
        return written(json -> write(json, row));
    }

    /** @param rows with the total in the column after the service's; a row without an id stands for no service */
    static Buffer page(Iterable<Row> rows) {
        return written(json -> {
            long total = 0;
            json.writeStartObject();
            json.writeArrayFieldStart("endpoint_services");
            for (Row row : rows) {
                total = row.getLong("total");
                if (row.getUUID(0) != null) {
                    write(json, row);
                }
            }
            json.writeEndArray();
            json.writeNumberField("total_count", total);
            json.writeEndObject();
        });
    }

    /** In the order of the columns in {@link Statements}. */
    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", text(row.getUUID(0)));
        json.writeStringField("status", row.getString(1));
        ports(json, row.getArrayOfIntegers(2), row.getArrayOfIntegers(3), row.getArrayOfStrings(4));
        json.writeStringField("port_id", text(row.getUUID(5)));
        String vipPortId = row.getString(6);
        if (vipPortId != null) {
            json.writeStringField("vip_port_id", vipPortId);
        }
        json.writeStringField("vpc_id", text(row.getUUID(7)));
        json.writeStringField("service_name", row.getString(8));
        json.writeBooleanField("approval_enabled", row.getBoolean(9));
        json.writeStringField("service_type", "interface");
        json.writeStringField("server_type", row.getString(10));
        json.writeStringField("project_id", row.getString(11));
        json.writeStringField("created_at", time(row.getOffsetDateTime(12)));
        json.writeStringField("updated_at", time(row.getOffsetDateTime(13)));
        json.writeEndObject();
    }

    private static void ports(JsonGenerator json, Integer[] clientPorts, Integer[] serverPorts, String[] protocols)
            throws IOException {
        json.writeArrayFieldStart("ports");
        for (int i = 0; i < protocols.length; i++) {
            json.writeStartObject();
            json.writeStringField("protocol", protocols[i]);
            json.writeNumberField("client_port", clientPorts[i]);
            json.writeNumberField("server_port", serverPorts[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /** {@code YYYY-MM-DDTHH:MM:SSZ}. */
    private static String time(OffsetDateTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Buffer written(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
