/**
 * The operator's side, on a port of its own: health, metrics, and the API of {@code openapi/control.yaml}. It asks the
 * other parts through {@link dev.sluice.control.ControlSources}; it is not on the path of any request to a contract.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.control;
