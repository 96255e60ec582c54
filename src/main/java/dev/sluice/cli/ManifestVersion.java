package dev.sluice.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class ManifestVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = ManifestVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "sluice " + (version == null ? "(not packaged)" : version) + " on Java "
                    + System.getProperty("java.version")
        };
    }
}
