package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The members that tell when an item was made and changed, by the names that most contracts give them. */
final class Timestamps {

    private static final Set<String> CREATED = Set.of(
            "created",
            "createdat",
            "createat",
            "createdon",
            "createddate",
            "createdtime",
            "createdatetime",
            "createtime",
            "creationtime",
            "creationdate",
            "creationtimestamp",
            "datecreated",
            "timecreated");
    private static final Set<String> UPDATED = Set.of(
            "updated",
            "updatedat",
            "updateat",
            "updatedon",
            "updateddate",
            "updatedtime",
            "updatetime",
            "modified",
            "modifiedat",
            "modifiedon",
            "modifieddate",
            "lastmodified",
            "lastmodifiedat",
            "lastmodifieddate",
            "lastmodifiedtime",
            "lastupdated",
            "lastupdatedat",
            "lastupdatetime",
            "dateupdated",
            "datemodified",
            "timeupdated");

    private Timestamps() {}

    /** The generated members of a new item that are times of its making become the present. */
    static Map<String, JsonValue> ofNew(Map<String, JsonValue> generated, Instant now) {
        Map<String, JsonValue> times = new LinkedHashMap<>();
        generated.forEach((name, value) -> {
            String word = Words.plain(name);
            if ((CREATED.contains(word) || UPDATED.contains(word)) && isTime(value)) {
                times.put(name, text(now));
            }
        });
        return times;
    }

    /** The members of a changed item that tell of the change. */
    static Map<String, JsonValue> ofChanged(Map<String, JsonValue> members, Instant now) {
        Map<String, JsonValue> times = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (UPDATED.contains(Words.plain(name)) && isTime(value)) {
                times.put(name, text(now));
            }
        });
        return times;
    }

    private static JsonValue text(Instant now) {
        return new StringValue(-1, -1, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static boolean isTime(JsonValue value) {
        if (!(value instanceof StringValue string) || string.value().indexOf('T') != 10) {
            return false;
        }
        try {
            OffsetDateTime.parse(string.value());
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }
}
