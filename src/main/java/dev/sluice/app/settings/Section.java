package dev.sluice.app.settings;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param name of the object in the settings file; empty for keys at the root
 */
record Section(String name, String description, List<Setting<?>> settings) {}
