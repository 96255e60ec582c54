package dev.sluice.app.settings;

import java.util.List;

/** @param warnings what looks like a mistake but does no harm, one line each */
public record LoadedSettings(Settings settings, List<String> warnings) {}
