package dev.sluice.mock;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What members of error bodies are for, by the names that they usually have. */
enum ErrorWord {
    /** What is wrong, in words. */
    TEXT(
            "message",
            "msg",
            "detail",
            "details",
            "description",
            "errormessage",
            "errormsg",
            "errordescription",
            "errordetail",
            "reason",
            "usermessage",
            "developermessage",
            "moreinfo"),
    /** The kind of error, in words. */
    TITLE("title", "summary"),
    /** The kind of error, in one word. */
    CODE("code", "errorcode", "errcode", "type", "errortype", "keyword", "rule", "constraint", "kind"),
    /** In old protocols the kind of error, in many APIs what is wrong. */
    ERROR("error", "err", "fault"),
    STATUS("status", "statuscode", "httpstatus", "httpstatuscode", "httpcode"),
    REQUEST("requestid", "traceid", "correlationid", "xrequestid"),
    /** Where a violation is. */
    WHERE(
            "field",
            "fieldname",
            "path",
            "property",
            "propertypath",
            "param",
            "parameter",
            "name",
            "attribute",
            "target",
            "key",
            "source",
            "datapath"),
    POINTER("pointer", "jsonpointer", "instancepath"),
    IN("in", "location"),
    /** The steps to a violation. */
    STEPS("loc"),
    /** All violations. */
    LIST(
            "errors",
            "violations",
            "fielderrors",
            "validationerrors",
            "issues",
            "causes",
            "invalidparams",
            "errormessages",
            "errordetails",
            "messages",
            "fields",
            "fieldviolations",
            "problems",
            "faults",
            "suberrors");

    private static final Map<String, ErrorWord> BY_NAME = new HashMap<>();

    static {
        for (ErrorWord word : values()) {
            for (String name : word.names.split(" ", -1)) {
                BY_NAME.put(normalised(name), word);
            }
        }
    }

    /** Joined by spaces. */
    private final String names;

    ErrorWord(String... names) {
        this.names = String.join(" ", names);
    }

    static @Nullable ErrorWord of(String name) {
        return BY_NAME.get(normalised(name));
    }

    private static String normalised(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
