/**
 * Judges messages by their contract, whatever brought them: the edge, the validation service and the command line ask
 * the same class.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.validation;
