package dev.sluice.app;

/** The version of this Sluice, as the jar says; {@code development} outside of a jar. */
final class Version {

    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
