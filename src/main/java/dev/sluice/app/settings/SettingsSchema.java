package dev.sluice.app.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published JSON Schema of a settings file: {@code conf/sluice.schema.json}. */
final class SettingsSchema {

    private static final String SUBSTITUTED = "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}";

    private SettingsSchema() {}

    /** As JSON text. */
    static String text() {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            write(generator, schema());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static Map<String, Object> schema() {
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        properties.put("", new LinkedHashMap<>());
        for (Section section : Settings.SECTIONS) {
            Map<String, Object> members =
                    Objects.requireNonNull(properties.computeIfAbsent(section.name(), name -> new LinkedHashMap<>()));
            members.putAll(members(section));
            if (!section.name().isEmpty()) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("description", section.description());
                object.put("type", List.of("object", "null"));
                object.put("properties", members);
                object.put("additionalProperties", false);
                Objects.requireNonNull(properties.get(section.parent())).put(section.ownName(), object);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Settings of Sluice");
        schema.put("type", List.of("object", "null"));
        schema.put("properties", properties.get(""));
        schema.put("additionalProperties", false);
        schema.put("$defs", Map.of("substituted", substituted()));
        return schema;
    }

    private static Map<String, Object> substituted() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", SUBSTITUTED);
        return schema;
    }

    private static Map<String, Object> members(Section section) {
        Map<String, Object> members = new LinkedHashMap<>();
        section.settings().forEach(setting -> members.put(setting.name(), member(setting)));
        return members;
    }

    private static <T> Map<String, Object> member(Setting<T> setting) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String value = setting.type().print(setting.defaultValue());
        String ending = value.isEmpty() ? "" : " Default: " + value + ".";
        schema.put("description", setting.description() + ending + " Variable: " + setting.environmentName() + ".");
        schema.putAll(setting.type().schema());
        return schema;
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else {
            generator.writePOJO(value);
        }
    }
}
