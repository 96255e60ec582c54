package dev.sluice.net;

/** Versions of TLS that are spoken; older ones never (RFC 8996). */
public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /** As the Java runtime calls it. */
    public String text() {
        return text;
    }
}
